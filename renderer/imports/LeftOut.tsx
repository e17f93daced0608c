import { t } from '../i18n/texts.ts';
import { useImportQueue } from './import-queue.ts';

const namedAtMost = 5;

/** What came along and was not taken, by name, so that nobody wonders where it is. */
export const LeftOut = () => {
  const others = useImportQueue((queue) => queue.others);
  const cut = useImportQueue((queue) => queue.cut);
  const tables = useImportQueue((queue) => queue.tables.length);
  if (others.length === 0 && !cut) return null;
  const names = others.slice(0, namedAtMost).join('、');
  return (
    <div className="soft" role="note" style={{ marginTop: 8 }}>
      {others.length > 0 && <p title={others.join('\n')}>{t(others.length > namedAtMost ? 'imports.several.othersMore' : 'imports.several.others', { n: others.length, names })}</p>}
      {cut && <p>{t('imports.several.cut', { n: tables })}</p>}
    </div>
  );
};
