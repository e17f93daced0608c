import { Button } from '@mantine/core';
import type { MethodCardState } from '../../core/analyses/contract.ts';
import { core } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Facts } from '../ui/Facts.tsx';
import { fullDay, numberText } from '../ui/format.ts';
import { Page } from '../ui/Page.tsx';
import { tell } from '../ui/undo.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { useWork } from '../ui/useWork.tsx';
import { cardOf, stateText } from './words.ts';

/** What a shop would look for together. */
const groups = {
  worth: ['rfm', 'eightSegments', 'elevenSegments', 'seasonRecency', 'lifecycle', 'valueTiers', 'relation', 'composite', 'entropyWeights', 'principalComponents'],
  future: ['churnWarning', 'returnChance', 'churnBacktest', 'replenishment', 'bgNbd', 'paretoNbd', 'gammaGamma', 'clv', 'spendNetwork'],
  patterns: ['clusters', 'tree', 'association', 'recommendations'],
  figures: ['repurchase', 'retention', 'cohorts', 'wordOfMouth', 'referralNetwork', 'changes'],
  surveys: ['satisfaction', 'netPromoter', 'complaints', 'firstResponse', 'reliability', 'factorability', 'regression', 'importance'],
  trying: ['uplift', 'sampleSize'],
} as const satisfies Readonly<Record<string, readonly MethodCardState['name'][]>>;
const groupNames = Object.keys(groups) as (keyof typeof groups)[];

/** How every figure is made: a card for each method, with how it stands in this shop. */
export const MethodsPage = () => {
  const { data, failure } = useQuery('analyses.methods', undefined);
  const { run, notice, working } = useWork();
  if (!data) return <Page title={t('analyses.title')} parent="/segments">{failure && <ErrorNotice failure={failure} />}</Page>;

  const runAll = async () => {
    const done = await run(t('analyses.running'), (options) => core.analyses.run({}, options));
    if (done) tell(t('analyses.done', { made: done.made.length, tooFew: done.tooFew.length }));
  };
  const { asOf, ordersSince, isDue } = data;
  return (
    <Page
      title={t('analyses.title')}
      parent="/segments"
      note={asOf === null ? t('analyses.notYet') : [t('analyses.asOf', { day: fullDay(asOf) }), ...(ordersSince > 0 ? [t(isDue ? 'analyses.isDue' : 'analyses.ordersSince', { n: numberText(ordersSince) })] : [])].join('，')}
      doings={<Button disabled={working} onClick={() => void runAll()}>{t('analyses.again')}</Button>}
    >
      {notice}
      <p>{t('analyses.intro')}</p>
      {groupNames.map((group) => (
        <section key={group} className="method-group" aria-label={t(`analyses.groups.${group}`)}>
          <h2>{t(`analyses.groups.${group}`)}</h2>
          <div className="method-cards">
            {groups[group].flatMap((name) => data.methods.filter((method) => method.name === name)).map((method) => <MethodCardPanel key={method.name} method={method} asOf={asOf} />)}
          </div>
        </section>
      ))}
    </Page>
  );
};

const markClass = { made: 'mark good', tooFew: 'mark look', noSource: 'mark', calculator: 'mark', waiting: 'mark' } as const satisfies Record<MethodCardState['state']['type'], string>;

const MethodCardPanel = ({ method, asOf }: { readonly method: MethodCardState; readonly asOf: string | null }) => {
  const { name, says, how, minimum, beware, source } = cardOf(method);
  return (
    <article className="card" aria-label={name}>
      <h3>{name}</h3>
      <span><span className={markClass[method.state.type]}>{stateText(method.state, asOf)}</span></span>
      <p>{says}</p>
      <Facts facts={[[t('analyses.parts.how'), how], [t('analyses.parts.minimum'), minimum], [t('analyses.parts.beware'), beware], [t('analyses.parts.source'), source]]} />
    </article>
  );
};
