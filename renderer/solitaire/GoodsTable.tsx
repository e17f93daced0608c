import { Button, TextInput } from '@mantine/core';
import type { SolitaireGoods } from '../../core/solitaire/contract.ts';
import { yuanText } from '../../core/base/money.ts';
import { fenOf } from '../../core/imports/values.rules.ts';
import { unnamedGoods } from '../../core/solitaire/rules.ts';
import { t } from '../i18n/texts.ts';
import { isOwnKey } from '../ui/ime.ts';
import { changeDraft } from './solitaire-draft.ts';

type FieldProps = { readonly label: string; readonly value: string; readonly wrong?: boolean; readonly onCommit: (text: string) => void };

/** Takes effect when it is left or Enter is pressed: half a price is no price. */
const Field = ({ label, value, wrong = false, onCommit }: FieldProps) => (
  <TextInput key={value} aria-label={label} defaultValue={value} error={wrong} maxLength={60}
    onBlur={(event) => event.currentTarget.value.trim() !== value && onCommit(event.currentTarget.value.trim())}
    onKeyDown={(event) => isOwnKey(event, 'Enter') && event.currentTarget.blur()} />
);

/** What the head of the list sells and for how much; what is missing is typed here once. */
export const GoodsTable = ({ goods, edited }: { readonly goods: readonly SolitaireGoods[]; readonly edited: boolean }) => {
  const put = (index: number, change: Partial<SolitaireGoods>) => changeDraft({ goods: goods.map((one, at) => (at === index ? { ...one, ...change } : one)) });
  const putPrice = (index: number, text: string) => {
    const fen = fenOf(text);
    if (fen !== 'bad') put(index, { priceFen: fen === null ? null : Math.max(0, fen) });
  };
  return (
    <section className="panel" aria-label={t('solitaire.goods.title')}>
      <div className="panel-head">
        <h2>{t('solitaire.goods.title')}</h2>
        {edited && <Button variant="subtle" onClick={() => changeDraft({ goods: null })}>{t('solitaire.goods.again')}</Button>}
      </div>
      <table className="rows fixed" aria-label={t('solitaire.goods.title')}>
        <colgroup><col style={{ width: 70 }} /><col /><col style={{ width: 120 }} /><col style={{ width: 110 }} /><col style={{ width: 150 }} /></colgroup>
        <thead>
          <tr>{(['key', 'name', 'spec', 'unit', 'price'] as const).map((head) => <th key={head} scope="col">{t(`solitaire.goods.${head}`)}</th>)}</tr>
        </thead>
        <tbody>
          {goods.map((one, index) => (
            <tr key={`${one.key ?? ''} ${one.name} ${one.spec ?? ''}`}>
              <td>{one.key ?? ''}</td>
              <td style={{ paddingBlock: 4 }}>
                <Field label={t('solitaire.goods.nameOf', { n: index + 1 })} value={one.name === unnamedGoods ? '' : one.name} wrong={one.name === unnamedGoods} onCommit={(name) => put(index, { name: name || unnamedGoods })} />
              </td>
              <td>{one.spec ?? ''}</td>
              <td style={{ paddingBlock: 4 }}><Field label={t('solitaire.goods.unitOf', { goods: one.name })} value={one.unit ?? ''} onCommit={(unit) => put(index, { unit: unit.slice(0, 8) || null })} /></td>
              <td style={{ paddingBlock: 4 }}>
                <Field label={t('solitaire.goods.priceOf', { goods: one.name })} value={one.priceFen === null ? '' : yuanText(one.priceFen).replace(/\.?0+$/, '')} wrong={one.priceFen === null} onCommit={(text) => putPrice(index, text)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {goods.some(({ priceFen }) => priceFen === null) && <p className="wrong" role="status">{t('solitaire.goods.noPrice')}</p>}
    </section>
  );
};
