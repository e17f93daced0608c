/** Every method that runs on the shop's own books, once; adding one is one entry here, its card, and its column if it speaks of persons. */
import type { Method } from '../scoring/methods.rules.ts';
import { futureMethods } from './future.rules.ts';
import { indicatorMethods } from './indicators.rules.ts';
import type { AnalysisMethod } from './method.rules.ts';
import { patternMethods } from './patterns.rules.ts';
import { worthMethods } from './worth.rules.ts';

export const analysisMethods = { ...worthMethods, ...patternMethods, ...futureMethods, ...indicatorMethods } as const satisfies Partial<Readonly<Record<Method, unknown>>>;

export type AnalysisName = keyof typeof analysisMethods;
export const analysisNames = Object.keys(analysisMethods) as AnalysisName[];

type LearnedBy<M> = M extends AnalysisMethod<infer Learned> ? Learned : never;
/** What each method has learned, as it is stored. */
export type Results = { readonly [N in AnalysisName]: LearnedBy<(typeof analysisMethods)[N]> };

/** Methods that wait for what the shop does not write down yet, and those that answer what somebody types. */
export const otherMethods = {
  satisfaction: 'surveys', netPromoter: 'surveys', reliability: 'surveys', factorability: 'surveys', regression: 'surveys', importance: 'surveys',
  complaints: 'cases', firstResponse: 'cases',
  uplift: 'campaigns', sampleSize: 'calculator',
} as const satisfies Record<Exclude<Method, AnalysisName>, string>;
