import type { Failure } from '../base/protocol.ts';
import { zhCN } from './zh-CN.ts';

/**
 * The sentence for a failure or a refusal. A code without a sentence is shown as an unexpected error with its code,
 * so that it can be reported.
 */
export const sentenceOf = ({ code, details }: Failure): string => {
  const sentences: Readonly<Record<string, string>> = zhCN;
  const known = Object.hasOwn(sentences, code);
  const template = known ? sentences[code]! : zhCN['core.unexpected'];
  const gaps: Readonly<Record<string, string | number | null>> = known ? (details ?? {}) : { reason: code };
  return template.replace(/\{(\w+)\}/g, (_, name: string) => String(gaps[name] ?? ''));
};
