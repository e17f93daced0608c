import { Button, TextInput } from '@mantine/core';
import type { SolitaireQuestion } from '../../core/solitaire/contract.ts';
import { t } from '../i18n/texts.ts';
import { isOwnKey } from '../ui/ime.ts';
import { addLine, changeLine } from './solitaire-draft.ts';

/** Lines that nobody understood, each with its text, to be put right in place. */
export const QuestionsOfList = ({ questions, text }: { readonly questions: readonly SolitaireQuestion[]; readonly text: string }) => {
  const title = t('solitaire.questions.title', { n: questions.length });
  const lines = text.split('\n');
  return (
    <section className="notice look" aria-label={title}>
      <h2>{title}</h2>
      <p>{t('solitaire.questions.hint')}</p>
      <ul className="list">
        {questions.map(({ line, text: told, code }) => (
          <li key={`${line} ${told}`} style={{ paddingBlock: 4 }}>
            <span style={{ width: 72 }}>{t('solitaire.questions.line', { line })}</span>
            <TextInput key={lines[line - 1]} aria-label={t('solitaire.questions.edit', { line })} defaultValue={lines[line - 1]?.trim() ?? ''} style={{ flex: '1 1 240px' }}
              onKeyDown={(event) => isOwnKey(event, 'Enter') && event.currentTarget.blur()}
              onBlur={(event) => event.currentTarget.value !== (lines[line - 1]?.trim() ?? '') && changeLine(line, event.currentTarget.value)} />
            <span style={{ flex: '0 1 260px' }}>{t(`solitaire.questions.codes.${code}`)}</span>
            <span style={{ display: 'flex', gap: 8 }}>
              {code === 'olderOnly' && <Button variant="default" onClick={() => addLine(told)}>{t('solitaire.questions.take')}</Button>}
              <Button variant="default" aria-label={t('solitaire.questions.ignoreNamed', { line })} onClick={() => changeLine(line, '')}>{t('solitaire.questions.ignore')}</Button>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
};

/** Who ordered before and is not in the text any more: kept, unless the shop says otherwise. */
export const AbsentPeople = ({ nicknames }: { readonly nicknames: readonly string[] }) => (
  <section className="notice look" aria-label={t('solitaire.absent.title', { n: nicknames.length })}>
    <h2>{t('solitaire.absent.title', { n: nicknames.length })}</h2>
    <p>{t('solitaire.absent.hint')}</p>
    <ul className="list">
      {nicknames.map((nickname) => (
        <li key={nickname} style={{ paddingBlock: 4 }}>
          <span>{nickname}</span>
          <Button variant="default" aria-label={t('solitaire.absent.cancelNamed', { nickname })} onClick={() => addLine(`${nickname} ${t('solitaire.absent.word')}`)}>{t('solitaire.absent.cancel')}</Button>
        </li>
      ))}
    </ul>
  </section>
);
