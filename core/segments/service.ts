import { readFile, stat, writeFile } from 'node:fs/promises';
import type { Clock } from '../base/clock.ts';
import { nowOf, todayOf } from '../base/clock.ts';
import type { JobContext } from '../base/dispatcher.ts';
import { Refused } from '../base/errors.ts';
import type { Files } from '../base/files.ts';
import type { RunningOperation } from '../base/recorder.ts';
import type { Customers } from '../customers/service.ts';
import type { SavedSegment, SegmentNews, SegmentPeople, SuggestionSource } from './contract.ts';
import { createEvaluator } from './evaluating.ts';
import { bitsOf, onlyIn } from './looks.rules.ts';
import type { SegmentRepository, SegmentWriter, StoredSegment } from './repository.ts';
import type { SegmentRule } from './rules.ts';
import { copyName, readSegmentFile, segmentFileText } from './rules.ts';

type Parts = {
  readonly read: SegmentRepository;
  readonly write: SegmentWriter;
  readonly customers: Pick<Customers, 'ids' | 'rows'>;
  readonly files: Files;
  readonly clock: Clock;
};

/** Each person on a fixed list is a line of its own in the log. */
const fixedAtMost = 20_000;
const suggestionsTold = 30;
/** Of those who came or went so many are named. */
const newsTold = 100;
/** A rule of sixty conditions is a tenth of it. */
const fileSizeAtMost = 200_000;

const unread = { foreign: 'segments.foreignFile', newer: 'segments.newerFile', broken: 'segments.brokenFile' } as const;

export const createSegments = ({ read, write, customers, files, clock }: Parts) => {
  const evaluator = createEvaluator(read);
  let suggestions: { readonly version: number; readonly of: Map<SuggestionSource, readonly string[]> } = { version: -1, of: new Map() };

  const found = (segment: StoredSegment | undefined): StoredSegment => {
    if (!segment) throw new Refused('segments.notFound');
    return segment;
  };
  const idsOf = ({ id, rule }: Pick<StoredSegment, 'id' | 'rule'>): readonly number[] => (rule === null ? read.members(id) : evaluator.ids(rule, todayOf(clock)));
  const counted = (segment: StoredSegment): SavedSegment => ({ ...segment, customers: idsOf(segment).length });

  /** Everybody meant, in the usual order of the customers' list. */
  const people = (of: SegmentPeople): readonly number[] => {
    const wanted = 'id' in of ? new Set(idsOf(found(read.find(of.id)))) : null;
    const isIn = 'id' in of ? (id: number) => wanted!.has(id) : evaluator.members(of.rule, todayOf(clock));
    return customers.ids({}).filter(isIn);
  };

  const freeName = (name: string, self: number | null): string => {
    if (write.list().some((other) => other.name === name && other.id !== self)) throw new Refused('segments.nameTaken', { name });
    return name;
  };
  const saidSomething = (rule: SegmentRule): SegmentRule => {
    if (rule.parts.length === 0) throw new Refused('segments.empty');
    return rule;
  };

  const suggested = (source: SuggestionSource): readonly string[] => {
    const version = read.version();
    if (suggestions.version !== version) suggestions = { version, of: new Map() };
    const known = suggestions.of.get(source) ?? read.suggestions(source);
    suggestions.of.set(source, known);
    return known;
  };

  return {
    /** Who is meant, for the reports. */
    idsOf: people,
    count: ({ rule }: { readonly rule: SegmentRule }) => evaluator.count(rule, todayOf(clock)),
    people: ({ people: of, offset, limit }: { readonly people: SegmentPeople; readonly offset: number; readonly limit: number }) => {
      const ids = people(of);
      return { total: ids.length, rows: customers.rows(ids.slice(offset, offset + limit)) };
    },
    suggestions: ({ source, text }: { readonly source: SuggestionSource; readonly text: string }) => suggested(source).filter((one) => one.includes(text.trim())).slice(0, suggestionsTold),
    list: () => read.list().map(counted),
    get: ({ id }: { readonly id: number }) => counted(found(read.find(id))),

    create: ({ name, rule, fixed }: { readonly name: string; readonly rule: SegmentRule; readonly fixed: boolean }, operation: RunningOperation) => {
      operation.about(freeName(name, null));
      const members = fixed ? evaluator.ids(saidSomething(rule), todayOf(clock)) : [];
      if (members.length > fixedAtMost) throw new Refused('segments.tooMany', { count: members.length, limit: fixedAtMost });
      const id = write.insert(name, fixed ? null : saidSomething(rule), nowOf(clock));
      write.putPeople(id, members);
      return { id, operationId: operation.id };
    },
    change: ({ id, name, rule }: { readonly id: number; readonly name?: string | undefined; readonly rule?: SegmentRule | undefined }, operation: RunningOperation) => {
      const before = found(write.find(id));
      if (rule && before.rule === null) throw new Refused('segments.isFixed');
      operation.about(name ?? before.name);
      write.update(id, freeName(name ?? before.name, id), rule ? saidSomething(rule) : before.rule);
      return { operationId: operation.id };
    },
    setPeople: ({ id, add, remove }: { readonly id: number; readonly add: readonly number[]; readonly remove: readonly number[] }, operation: RunningOperation) => {
      const segment = found(write.find(id));
      if (segment.rule !== null) throw new Refused('segments.isLiving');
      operation.about(segment.name);
      write.takePeople(id, remove);
      write.putPeople(id, add);
      const count = write.members(id).length;
      if (count > fixedAtMost) throw new Refused('segments.tooMany', { count, limit: fixedAtMost });
      return { operationId: operation.id };
    },
    copy: ({ id }: { readonly id: number }, operation: RunningOperation) => {
      const { name: original, rule } = found(write.find(id));
      const name = copyName(original, write.list().map((one) => one.name));
      operation.about(name);
      const copy = write.insert(name, rule, nowOf(clock));
      write.putPeople(copy, write.members(id));
      return { id: copy, name, operationId: operation.id };
    },
    remove: ({ id }: { readonly id: number }, operation: RunningOperation) => {
      operation.about(found(write.find(id)).name);
      write.remove(id);
      return { operationId: operation.id };
    },

    look: async ({ id }: { readonly id: number }, job: JobContext): Promise<SegmentNews> => {
      const now = { on: todayOf(clock), people: bitsOf(idsOf(found(read.find(id)))) };
      const { last, before: earlier } = read.looks(id);
      // Looking twice on one day must not make the news old.
      const before = last !== null && last.on < now.on ? last : earlier;
      await job.derive('segments', async () => write.putLook(id, now, before));
      const added = before ? onlyIn(now.people, before.people) : [];
      const lost = before ? onlyIn(before.people, now.people) : [];
      const living = customers.rows(lost);
      return {
        since: before?.on ?? null, added: added.length, lost: lost.length, gone: lost.length - living.length,
        addedRows: customers.rows(added.slice(0, newsTold)), lostRows: living.slice(0, newsTold),
      };
    },

    saveFile: async ({ name, rule, file }: { readonly name: string; readonly rule: SegmentRule; readonly file: string }) => {
      const { path, name: fileName } = files.find(file);
      try {
        await writeFile(path, segmentFileText(name, saidSomething(rule)));
      } catch (error) {
        if (error instanceof Refused) throw error;
        throw new Refused('file.write', { file: fileName });
      }
      return { fileName };
    },
    readFile: async ({ file }: { readonly file: string }) => {
      const { path, name: fileName } = files.find(file);
      const isShort = await stat(path).then(({ size }) => size <= fileSizeAtMost, () => { throw new Refused('file.unknown'); });
      const read = isShort ? readSegmentFile(await readFile(path, 'utf8')) : 'foreign';
      if (typeof read === 'string') throw new Refused(unread[read], { file: fileName });
      return { name: read.name, rule: read.rule };
    },
  };
};
export type Segments = ReturnType<typeof createSegments>;
