import type { ClassReason, ScoreReasons } from '../../core/scoring/why.rules.ts';
import { t } from '../i18n/texts.ts';
import { numberText, yuan } from '../ui/format.ts';

type Kind = 'recency' | 'count' | 'money';
const written: Readonly<Record<Kind, (value: number) => string>> = {
  recency: (days) => numberText(Math.round(days)),
  count: (times) => numberText(Math.round(times * 10) / 10),
  money: (fen) => yuan(Math.round(fen)),
};

/** The class a value fell into: more than `above`, at most `upTo`. */
export const bandText = (kind: Kind, above: number | null, upTo: number | null): string => {
  const from = above === null ? '' : written[kind](above);
  const to = upTo === null ? '' : written[kind](upTo);
  if (above === null) return t(`scoring.why.${kind}AtMost`, { to });
  return upTo === null ? t(`scoring.why.${kind}Over`, { from }) : t(`scoring.why.${kind}Between`, { from, to });
};

const line = (name: 'recency' | 'frequency' | 'monetary', kind: Kind, reason: ClassReason | null): readonly string[] =>
  reason === null
    ? []
    : [
        t(`scoring.why.${name}`, {
          value: written[kind](reason.value),
          band: bandText(kind, reason.above, reason.upTo),
          score: reason.score,
          level: t(reason.high ? 'scoring.high' : 'scoring.low'),
        }),
      ];

/** One sentence for each of 最近来过, 来得勤, 花得多; none without an order. */
export const whyLines = (reasons: ScoreReasons): readonly string[] => [
  ...line('recency', 'recency', reasons.recency),
  ...line('frequency', 'count', reasons.frequency),
  ...line('monetary', 'money', reasons.monetary),
];
