import { useEffect, useState } from 'react';
import { useLocation } from 'wouter';
import { native } from '../core.ts';
import { t } from '../i18n/texts.ts';
import { isHeld } from '../ui/leaving.ts';
import { tell } from '../ui/undo.tsx';
import { addTables } from './import-queue.ts';

const holdsFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false;

/** Files may be dropped anywhere on the window, or come from the system; either way the import begins by itself. */
export const DropVeil = () => {
  const [over, setOver] = useState(false);
  const [, navigate] = useLocation();

  useEffect(() => {
    const take = (handed: Parameters<typeof addTables>[0]) => {
      if (handed.files.length === 0) {
        if (handed.others.length > 0) tell(t('imports.several.others', { n: handed.others.length, names: handed.others.slice(0, 5).join('、') }));
        return;
      }
      addTables(handed);
      if (isHeld()) tell(t('app.unsaved.filesWait'));
      navigate('/imports');
    };
    const onOver = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onLeave = (event: DragEvent) => {
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent) => {
      if (!holdsFiles(event)) return;
      event.preventDefault();
      setOver(false);
      void native.grantDropped([...(event.dataTransfer?.files ?? [])]).then(take);
    };
    window.addEventListener('dragover', onOver);
    window.addEventListener('dragleave', onLeave);
    window.addEventListener('drop', onDrop);
    const stop = native.onFiles(take);
    return () => {
      window.removeEventListener('dragover', onOver);
      window.removeEventListener('dragleave', onLeave);
      window.removeEventListener('drop', onDrop);
      stop();
    };
  }, [navigate]);

  return over ? <div className="drop-veil">{t('app.state.dropHere')}</div> : null;
};
