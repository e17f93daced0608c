/**
 * Two different people of one family: they share a phone or a house and have different names. Proposed as a household,
 * never as one person. Pure.
 */
import type { Evidence } from './contract.ts';
import { byWeight } from './evidence.rules.ts';
import { surnameOf } from './names.rules.ts';
import type { Person, Population } from './population.rules.ts';

/** Half of those who share a phone in a village are one family; what else they share, or do not, moves that. */
const weights = { phoneSame: 1.5, addressSameHouse: 1.7, surnameSame: 0.8, addressSameVillage: 0.5, addressVillageDiffers: -1.5, addressDistrictDiffers: -2 } as const;
const weightOf = (code: string): number => (Object.hasOwn(weights, code) ? weights[code as keyof typeof weights] : 0);

/** A phone of more people than this is a shop's or an agent's, a house of more an office or a dormitory. */
const mostInHousehold = 6;

/** Why the two are a household and how likely; null when nothing says so. `reasons` is what their files say of each other. */
export const householdOf = (a: Person, b: Person, reasons: readonly Evidence[], { sharing }: Population): { readonly likelihood: number; readonly reasons: Evidence[] } | null => {
  if (a.name.simple === null || b.name.simple === null) return null;
  if (!reasons.some(({ code }) => code === 'nameDiffers' || code === 'nameOneCharDiffers')) return null;
  const roof = reasons.filter(({ code, details }) =>
    (code === 'phoneSame' && sharing('phone', String(details['phone'])) <= mostInHousehold) || code === 'addressSameHouse');
  if (roof.length === 0) return null;
  const surname = surnameOf(a.name.simple);
  const shared: Evidence[] = [
    ...reasons.filter(({ code }) => weightOf(code) !== 0).map((reason) => ({ ...reason, weight: weightOf(reason.code) })),
    ...(surname === surnameOf(b.name.simple) ? [{ code: 'surnameSame' as const, weight: weights.surnameSame, details: { surname } }] : []),
  ];
  const logOdds = shared.reduce((total, { weight }) => total + weight, 0) - 0.5;
  return { likelihood: 1 / (1 + Math.exp(-logOdds)), reasons: byWeight([...shared, ...reasons.filter(({ code }) => code.startsWith('name'))]) };
};
