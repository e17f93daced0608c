import { useEffect, useRef, useState } from 'react';
import type { AnyMethod, InputOf, OutputOf } from '../../core/base/contract.ts';
import type { Failure } from '../../core/base/protocol.ts';
import type { XiangkeContract } from '../../core/contract.ts';
import { core, failureFrom } from '../core.ts';
import { keepAnswer, keptAnswer, onAnswersOld } from './answers.ts';

type QueriesOf<F> = { [N in keyof F & string]: F[N] extends { kind: 'query' } ? N : never }[keyof F & string];
export type QueryName = { [F in keyof XiangkeContract & string]: `${F}.${QueriesOf<XiangkeContract[F]>}` }[keyof XiangkeContract & string];
type MethodOf<Q extends QueryName> = Q extends `${infer F}.${infer N}`
  ? F extends keyof XiangkeContract
    ? N extends keyof XiangkeContract[F]
      ? XiangkeContract[F][N] extends AnyMethod
        ? XiangkeContract[F][N]
        : never
      : never
    : never
  : never;
export type QueryInput<Q extends QueryName> = InputOf<MethodOf<Q>>;
export type QueryOutput<Q extends QueryName> = OutputOf<MethodOf<Q>>;

/** Asks the core by the method's full name; the types come from the contract. */
export const ask = <Q extends QueryName>(method: Q, input: QueryInput<Q>): Promise<QueryOutput<Q>> => {
  const [feature = '', name = ''] = method.split('.');
  const methods = core[feature as keyof XiangkeContract] as unknown as Readonly<Record<string, (input: unknown) => Promise<QueryOutput<Q>>>>;
  return methods[name]!(input);
};

export type Answer<T> = { readonly data: T | undefined; readonly failure: Failure | null; readonly waiting: boolean };

/**
 * One question to the core. Keeps showing the previous answer while a new one is on its way, so that nothing flickers,
 * and asks again when the core says that what the answer rests on has changed. `input: null` asks nothing yet.
 */
export const useQuery = <Q extends QueryName>(method: Q, input: QueryInput<Q> | null): Answer<QueryOutput<Q>> => {
  const key = input === null ? null : `${method} ${JSON.stringify(input)}`;
  const [answer, setAnswer] = useState<Answer<QueryOutput<Q>>>(() => {
    const data = key === null ? undefined : (keptAnswer(key) as QueryOutput<Q> | undefined);
    return { data, failure: null, waiting: data === undefined };
  });
  const latest = useRef(input);
  latest.current = input;

  useEffect(() => {
    if (key === null) return undefined;
    let asked = 0;
    let gone = false;
    const run = async () => {
      const turn = ++asked;
      setAnswer((before) => (before.waiting ? before : { ...before, waiting: true }));
      try {
        const data = await ask(method, latest.current as QueryInput<Q>);
        keepAnswer(key, data);
        if (!gone && turn === asked) setAnswer({ data, failure: null, waiting: false });
      } catch (error) {
        if (!gone && turn === asked) setAnswer((before) => ({ data: before.data, failure: failureFrom(error), waiting: false }));
      }
    };
    const known = keptAnswer(key) as QueryOutput<Q> | undefined;
    if (known !== undefined) setAnswer({ data: known, failure: null, waiting: true });
    void run();
    const stop = onAnswersOld(method.slice(0, method.indexOf('.')), () => void run());
    return () => {
      gone = true;
      stop();
    };
  }, [key, method]);

  return answer;
};
