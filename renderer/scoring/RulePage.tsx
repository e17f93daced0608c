import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Failure } from '../../core/base/protocol.ts';
import { ScoringMode } from '../../core/scoring/contract.ts';
import type { ScoringRule } from '../../core/scoring/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { Choice } from '../ui/Choice.tsx';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Page } from '../ui/Page.tsx';
import { useLeaving } from '../ui/leaving.ts';
import { offerUndo } from '../ui/undo.tsx';
import { UnsavedAsk } from '../ui/UnsavedAsk.tsx';
import { useBack } from '../ui/useBack.ts';
import { formKeys } from '../ui/useFormKeys.ts';
import { useQuery } from '../ui/useQuery.ts';
import { ruleFieldsOf, ruleFrom } from './rule-fields.ts';
import type { RuleErrors, RuleFields } from './rule-fields.ts';

export const RulePage = () => {
  const { data, failure } = useQuery('scoring.rule', undefined);
  if (!data) return <Page title={t('scoring.rule.title')} parent="/segments">{failure && <ErrorNotice failure={failure} />}</Page>;
  return <RuleForm rule={data} />;
};

const groups = ['recency', 'frequency', 'monetary'] as const;

const RuleForm = ({ rule }: { readonly rule: ScoringRule }) => {
  const [fields, setFields] = useState(() => ruleFieldsOf(rule));
  const [errors, setErrors] = useState<RuleErrors>({});
  const [failure, setFailure] = useState<Failure | null>(null);
  const [, navigate] = useLocation();
  const back = useBack('/segments');
  const [first] = useState(fields);
  const leaving = useLeaving(JSON.stringify(fields) !== JSON.stringify(first));
  const change = (part: Partial<RuleFields>) => setFields((before) => ({ ...before, ...part }));

  const save = async (then?: () => void) => {
    const read = ruleFrom(fields);
    setErrors(read.errors);
    setFailure(null);
    if (!read.rule) return leaving.stay();
    try {
      // Saving the rule makes the core score again by itself.
      const { operationId } = await core.scoring.setRule(read.rule);
      offerUndo(t('scoring.rule.done'), operationId);
      if (!then) leaving.free();
      (then ?? (() => navigate('/segments')))();
    } catch (error) {
      leaving.stay();
      setFailure(failureFrom(error));
    }
    return undefined;
  };

  return (
    <Page title={t('scoring.rule.title')} parent="/segments" note={t('scoring.rule.intro')} doings={<Button type="submit" form="rule">{t('scoring.rule.save')}</Button>}>
      <form id="rule" className="form" style={{ maxWidth: 900 }} aria-label={t('scoring.rule.title')} onSubmit={(event) => { event.preventDefault(); void save(); }} onKeyDown={formKeys(back)} noValidate>
        <Choice label={t('scoring.rule.mode')} description={t('scoring.rule.modeHint')} value={fields.mode} options={ScoringMode.options.map((mode) => [mode, t(`scoring.thresholds.mode.${mode}`)])} onChange={(mode) => mode && change({ mode })} />
        {fields.mode === 'fixed' && groups.map((group) => (
          <fieldset key={group}>
            <legend>{t(`scoring.rule.${group}`)}</legend>
            <div className="side-by-side" style={{ alignItems: 'flex-start' }}>
              {fields[group].map((value, index) => (
                <TextInput
                  key={index}
                  w={170}
                  inputMode="numeric"
                  label={t(group === 'recency' ? 'scoring.rule.atMostDays' : group === 'frequency' ? 'scoring.rule.moreTimes' : 'scoring.rule.moreYuan', { score: group === 'recency' ? 5 - index : index + 2 })}
                  value={value}
                  error={errors[`${group}.${index}`]}
                  onChange={(event) => change({ [group]: fields[group].map((one, at) => (at === index ? event.currentTarget.value : one)) })}
                />
              ))}
            </div>
            <p className="soft small">{t('scoring.rule.rest', { score: 1 })}</p>
          </fieldset>
        ))}
        <div className="side-by-side" style={{ alignItems: 'flex-start' }}>
          <TextInput w={240} inputMode="numeric" label={t('scoring.rule.high')} value={fields.high} error={errors.high} onChange={(event) => change({ high: event.currentTarget.value })} />
          <TextInput w={240} inputMode="numeric" label={t('scoring.rule.newDays')} value={fields.newDays} error={errors.newDays} onChange={(event) => change({ newDays: event.currentTarget.value })} />
          <TextInput w={240} inputMode="numeric" label={t('scoring.rule.dormantDays')} value={fields.dormantDays} error={errors.dormantDays} onChange={(event) => change({ dormantDays: event.currentTarget.value })} />
        </div>
        {failure && <ErrorNotice failure={failure} />}
        <div className="side-by-side">
          <Button type="submit" aria-label={t('app.actions.save')}>{t('app.actions.save')}</Button>
          <Button variant="default" onClick={back}>{t('app.actions.cancel')}</Button>
        </div>
      </form>
      <UnsavedAsk leaving={leaving} onSave={() => void save(leaving.leave)} />
    </Page>
  );
};
