import { Button } from '@mantine/core';
import type { RememberedMapping } from '../../core/imports/contract.ts';
import { core, failureFrom } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { instantText } from '../ui/format.ts';
import { offerUndo, tellTrouble } from '../ui/undo.tsx';
import { useQuery } from '../ui/useQuery.ts';

/** The tables whose columns the shop explained; what is forgotten is asked about again. */
export const RememberedMappings = () => {
  const { data } = useQuery('imports.mappings', undefined);
  if (!data || data.length === 0) return null;
  const forget = async ({ id, mapping: { platform } }: RememberedMapping) => {
    try {
      const { operationId } = await core.imports.forgetMapping({ id });
      offerUndo(t('imports.mappings.forgotten', { platform }), operationId);
    } catch (error) {
      tellTrouble(failureFrom(error));
    }
  };
  const title = t('imports.mappings.title');
  return (
    <section className="panel" aria-label={title}>
      <h2>{title}</h2>
      <p className="soft">{t('imports.mappings.hint')}</p>
      <table className="rows fixed" aria-label={title}>
        <colgroup><col style={{ width: 150 }} /><col style={{ width: 100 }} /><col /><col style={{ width: 170 }} /><col style={{ width: 100 }} /></colgroup>
        <thead>
          <tr>
            <th scope="col">{t('imports.mappings.heads.platform')}</th>
            <th scope="col">{t('imports.mappings.heads.kind')}</th>
            <th scope="col">{t('imports.mappings.heads.columns')}</th>
            <th scope="col">{t('imports.mappings.heads.usedAt')}</th>
            <th scope="col"><span className="unseen">{t('imports.mappings.heads.action')}</span></th>
          </tr>
        </thead>
        <tbody>
          {data.map((remembered) => {
            const { mapping: { platform, kind, columns } } = remembered;
            const words = columns.map(({ header, meaning }) => t('imports.mappings.column', { header, meaning: t(`imports.meanings.${meaning}`) })).join('、');
            return (
              <tr key={remembered.id}>
                <td>{platform}</td>
                <td>{t(`imports.preview.${kind}`)}</td>
                <td title={words}>{words}</td>
                <td>{remembered.usedAt === null ? <span className="soft">{t('imports.mappings.never')}</span> : instantText(remembered.usedAt)}</td>
                <td className="number"><Button variant="default" h={32} aria-label={t('imports.mappings.forgetNamed', { platform })} onClick={() => void forget(remembered)}>{t('imports.mappings.forget')}</Button></td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
};
