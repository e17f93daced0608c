import { ActionIcon, Button } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { Join } from '../../core/segments/rules.ts';
import { t } from '../i18n/texts.ts';
import { Choice } from '../ui/Choice.tsx';
import { FindInput } from '../ui/FindInput.tsx';
import { numberText } from '../ui/format.ts';
import { useQuery } from '../ui/useQuery.ts';
import type { DraftGroup, DraftLine } from './draft.ts';
import { added, changed, conditionOf, isDraftGroup, newGroup, piecesOf, sayGroup, sayLine } from './draft.ts';
import { GapInput } from './GapInput.tsx';
import { gapOf } from './gaps.ts';
import { offerOf, offersFor, usual } from './offers.ts';

type Props = { readonly root: DraftGroup; readonly onChange: (root: DraftGroup) => void; /** how many each part takes in by itself, by its key */ readonly counts: ReadonlyMap<number, number> };

const deepest = 3;

/** The sentence as it is put together: a field that finds phrases, and a line for each. */
export const Conditions = ({ root, onChange, counts }: Props) => {
  const fresh = useRef<number | null>(null);
  const put = (into: number, line: DraftLine) => {
    fresh.current = line.key;
    onChange(added(root, into, line));
  };
  const set = (key: number, make: Parameters<typeof changed>[2]) => onChange(changed(root, key, make));

  // Whoever chose a phrase goes on in its first open gap.
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (fresh.current === null) return;
    const line = box.current?.querySelector<HTMLElement>(`[data-line="${fresh.current}"]`);
    if (!line) return;
    const inputs = [...line.querySelectorAll<HTMLInputElement>('input')];
    (inputs.find(({ value }) => value === '') ?? inputs[0] ?? line.querySelector<HTMLElement>('select, button'))?.focus();
    fresh.current = null;
  });

  const group = (of: DraftGroup, depth: number) => (
    <div className="said-group" role="group" aria-label={depth === 1 ? t('segments.builder.conditions') : sayGroup(of, false)}>
      {(of.parts.length > 1 || depth > 1) && (
        <div className="said-line">
          <Choice label={t('segments.builder.join')} hideLabel value={of.join} options={Join.options.map((join) => [join, t(`segments.builder.joins.${join}`)])}
            onChange={(join) => onChange(of.key === root.key ? { ...root, join: join ?? 'all' } : changed(root, of.key, (part) => (isDraftGroup(part) ? { ...part, join: join ?? 'all' } : part)))} />
          <span className="end">
            <Count of={counts.get(of.key)} />
            {depth > 1 && <Remove name={sayGroup(of, false)} onClick={() => set(of.key, () => null)} />}
          </span>
        </div>
      )}
      {of.parts.map((part) => (isDraftGroup(part) ? <div key={part.key}>{group(part, depth + 1)}</div> : (
        <Line key={part.key} line={part} count={counts.get(part.key)} onChange={(line) => set(part.key, () => line)} onRemove={() => set(part.key, () => null)} />
      )))}
      {depth > 1 && <Find label={t('segments.builder.groupAdd')} onPick={(line) => put(of.key, line)} />}
      {depth < deepest && (depth > 1 || of.parts.length > 0) && (
        <span><Button variant="subtle" px={8} onClick={() => onChange(added(root, of.key, newGroup('any')))}>{t('segments.builder.addGroup')}</Button></span>
      )}
    </div>
  );

  return (
    <div ref={box} className="said">
      <Find label={t('segments.builder.say')} onPick={(line) => put(root.key, line)} autoFocus={root.parts.length === 0} />
      {root.parts.length === 0 && <div className="side-by-side often" role="group" aria-label={t('segments.builder.often')}>
        {usual.map((name) => <Button key={name} variant="default" size="compact-md" h={36} onClick={() => put(root.key, offerOf(name).line())}>{t(`segments.offers.${name}`)}</Button>)}
      </div>}
      {root.parts.length === 0 ? <p className="soft">{t('segments.builder.nobodySaid')}</p> : group(root, 1)}
    </div>
  );
};

/** Write a few letters, or 60 天没来 as it is said; Enter takes the first phrase. */
const Find = ({ label, onPick, autoFocus = false }: { readonly label: string; readonly onPick: (line: DraftLine) => void; readonly autoFocus?: boolean }) => {
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const wanted = text.trim().slice(0, 60);
  const ask = wanted === '' ? null : wanted;
  const villages = useQuery('segments.suggestions', ask === null ? null : { source: 'village', text: ask });
  const products = useQuery('segments.suggestions', ask === null ? null : { source: 'product', text: ask });
  const tags = useQuery('segments.suggestions', ask === null ? null : { source: 'tag', text: ask });
  useEffect(() => {
    if (autoFocus) input.current?.focus();
  }, [autoFocus]);
  return (
    <FindInput
      label={label} listLabel={t('segments.builder.phrases')} placeholder={t('segments.builder.sayHint')} text={text} onText={setText} inputRef={input}
      hits={wanted === '' ? [] : offersFor(wanted, { villages: villages.data ?? [], products: products.data ?? [], tags: tags.data ?? [] })}
      waiting={villages.waiting || products.waiting || tags.waiting}
      keyOf={({ key }) => key} show={({ text: offer }) => offer} onPick={(offer) => { setText(''); onPick(offer.line()); }}
      none={<li role="presentation" className="soft">{t('segments.builder.none')}</li>}
    />
  );
};

const Count = ({ of }: { readonly of: number | undefined }) => (of === undefined ? null : <span className="soft small" title={t('segments.builder.alone', { n: numberText(of) })}>{t('segments.people', { n: numberText(of) })}</span>);

const Remove = ({ name, onClick }: { readonly name: string; readonly onClick: () => void }) => (
  <ActionIcon variant="subtle" color="gray" size={40} aria-label={t('segments.builder.removeLine', { line: name })} onClick={onClick}><IconX size={18} aria-hidden /></ActionIcon>
);

const Line = ({ line, count, onChange, onRemove }: { readonly line: DraftLine; readonly count: number | undefined; readonly onChange: (line: DraftLine) => void; readonly onRemove: () => void }) => (
  <div className="said-line" data-line={line.key} role="group" aria-label={sayLine(line)}>
    {piecesOf(line.kind).map((piece) => ('text' in piece ? <span key={piece.text}>{piece.text}</span> : (
      <GapInput key={piece.gap} name={piece.gap} gap={gapOf(line.kind, piece.gap, line.filled)} text={line.filled[piece.gap] ?? ''} onChange={(text) => onChange({ ...line, filled: { ...line.filled, [piece.gap]: text } })} />
    )))}
    <span className="end">
      {conditionOf(line) === null ? <span className="small look-here">{t('segments.builder.unfinished')}</span> : <Count of={count} />}
      <Remove name={sayLine(line)} onClick={onRemove} />
    </span>
  </div>
);
