import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { contract } from '../core/contract.ts';

/** Who may import whom, as an allow-list. A new package or a new direction is a decision that shows up here. */
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

const filesIn = (folder: string): string[] =>
  readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));

const sources = ['core', 'renderer', 'electron'].flatMap(filesIn);
const textOf = (file: string): string => readFileSync(join(root, file), 'utf8');
const codeOf = (file: string): string => textOf(file).replace(/\/\*[\s\S]*?\*\/|\/\/ .*$/gm, '');

/** `import type` counts: a type that only one side may know must not leak either. */
const importsOf = (file: string): { readonly target: string; readonly local: boolean; readonly typeOnly: boolean }[] =>
  [...textOf(file).matchAll(/(?:^|\n)\s*(?:import|export)\s+(type\s)?[^'";]*?from\s+'([^']+)'|\bimport\('([^']+)'\)|(?:^|\n)import\s+'([^']+)'/g)].map((match) => {
    const name = match[2] ?? match[3] ?? match[4] ?? '';
    const local = name.startsWith('.');
    return { target: local ? relative(root, resolve(root, dirname(file), name)).replaceAll('\\', '/') : name, local, typeOnly: match[1] !== undefined };
  });

const portable = (file: string): boolean =>
  /^core\/(contract|[\w-]+\/(contract|rules|[\w-]+\.rules)|base\/(client|contract|protocol|dates|lunar|money|phones)|messages\/[\w.-]+|imports\/(cells|records|own-columns|platforms\/[\w-]+))\.ts$/.test(file);

const packageOf = (name: string): string => (name.startsWith('@') ? name.split('/').slice(0, 2).join('/') : name.split('/')[0]!);
const packages: Readonly<Record<string, readonly string[]>> = {
  core: ['better-sqlite3', 'papaparse', 'pinyin-pro', 'xlsx', 'zod', 'fflate', '@zip.js/zip.js', 'ml-matrix'],
  renderer: ['react', 'react-dom', '@mantine/core', '@mantine/hooks', '@mantine/notifications', '@tanstack/react-virtual', '@tabler/icons-react',
    'recharts', 'zustand', 'i18next', 'react-i18next', 'wouter', 'zod', '@vant/area-data'],
  electron: ['electron'],
};
const areaOf = (file: string): string => file.split('/')[0]!;

describe('the layers', () => {
  test('the window knows only the portable half of the core', () => {
    const wrong = sources.filter((file) => areaOf(file) === 'renderer').flatMap((file) =>
      importsOf(file).filter(({ target, local, typeOnly }) => local && !target.startsWith('renderer/') && !portable(target) && !(typeOnly && target === 'electron/bridge.ts'))
        .map(({ target }) => `${file} → ${target}`));
    expect(wrong).toEqual([]);
  });

  test('the core knows neither the window nor Electron, and its portable half knows no Node', () => {
    const core = sources.filter((file) => areaOf(file) === 'core');
    expect(core.flatMap((file) => importsOf(file).filter(({ target, local }) => (local ? !target.startsWith('core/') : target === 'electron')).map(({ target }) => `${file} → ${target}`))).toEqual([]);
    expect(core.filter(portable).flatMap((file) => importsOf(file).filter(({ target, local }) => (local ? !portable(target) : !['zod', 'ml-matrix'].includes(target))).map(({ target }) => `${file} → ${target}`))).toEqual([]);
  });

  test('the shell knows only the messages, and what tables a folder holds', () => {
    const known = ['core/base/protocol.ts', 'core/base/folders.ts'];
    const wrong = sources.filter((file) => areaOf(file) === 'electron').flatMap((file) =>
      importsOf(file).filter(({ target, local }) => local && !target.startsWith('electron/') && !known.includes(target)).map(({ target }) => `${file} → ${target}`));
    expect(wrong).toEqual([]);
  });

  test('each area uses only the packages it was given, and nothing opens a connection', () => {
    const wrong = sources.flatMap((file) =>
      importsOf(file).filter(({ local, target }) => !local && !target.startsWith('node:') && !packages[areaOf(file)]!.includes(packageOf(target))).map(({ target }) => `${file} → ${target}`));
    expect(wrong).toEqual([]);
    const network = sources.filter((file) => importsOf(file).some(({ target }) => /^node:(net|http|https|http2|dgram|dns|tls)$/.test(target)) || /\b(XMLHttpRequest|WebSocket|EventSource|fetch)\s*\(/.test(textOf(file)));
    expect(network).toEqual([]);
  });

  test('one service never imports another, and only app.ts builds them', () => {
    const wrong = sources.filter((file) => /^core\/[\w-]+\/service\.ts$/.test(file)).flatMap((file) =>
      importsOf(file).filter(({ target, typeOnly }) => !typeOnly && /^core\/[\w-]+\/service\.ts$/.test(target)).map(({ target }) => `${file} → ${target}`));
    expect(wrong).toEqual([]);
  });

  test('no file leads back to itself', () => {
    const graph = new Map(sources.map((file) => [file, importsOf(file).filter(({ local, typeOnly }) => local && !typeOnly).map(({ target }) => target)]));
    const done = new Set<string>();
    const cycles: string[] = [];
    const walk = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) cycles.push([...path.slice(path.indexOf(file)), file].join(' → '));
      else if (!done.has(file)) {
        for (const target of graph.get(file) ?? []) walk(target, [...path, file]);
        done.add(file);
      }
    };
    for (const file of sources) walk(file, []);
    expect(cycles).toEqual([]);
  });
});

describe('each line lives where it belongs', () => {
  test('SQL is written in repositories, migrations and the recorder only', () => {
    const allowed = /^core\/([\w-]+\/([\w-]+-)?repository|migrations\/[\w-]+|base\/(database|recorder|dispatcher))\.ts$/;
    expect(sources.filter((file) => !allowed.test(file) && /\.prepare\(|\.exec\(\s*[`']|\bSELECT\b.+\bFROM\b/.test(textOf(file)))).toEqual([]);
  });

  test('rules take the day, the time and chance as arguments', () => {
    const rules = sources.filter((file) => /(\/|\.)rules\.ts$/.test(file));
    expect(rules.length).toBeGreaterThan(5);
    expect(rules.filter((file) => /Date\.now|new Date\(\)|Math\.random|randomUUID|process\./.test(textOf(file)))).toEqual([]);
  });

  test('no file is longer than 300 lines', () => {
    expect([...sources, ...filesIn('test')].map((file) => [file, textOf(file).split('\n').length - 1] as const).filter(([, lines]) => lines > 300)).toEqual([]);
  });

  test('no default exports, enums, any, or switched-off checks', () => {
    const wrong = sources.filter((file) => /^export default|^(export )?(const )?enum |: any\b|as any\b|@ts-ignore|@ts-expect-error|oxlint-disable|eslint-disable/m.test(codeOf(file)));
    expect(wrong).toEqual([]);
  });

  test('no file name says util, helper, common, misc, manager, data or info', () => {
    expect(sources.filter((file) => /(^|[/-])(utils?|helpers?|common|misc|manager|data|info)([.-]|$)/.test(file))).toEqual([]);
  });
});

describe('the contract', () => {
  test('every method is called by a test', () => {
    const tests = filesIn('test').map(textOf).join('\n');
    const methods = Object.entries(contract).flatMap(([feature, methods]) => Object.keys(methods).map((name) => `${feature}.${name}`));
    expect(methods.filter((method) => !tests.includes(`core.${method}(`))).toEqual([]);
  });
});
