import { Button } from '@mantine/core';
import { useEffect } from 'react';
import { useLocation } from 'wouter';
import { readSolitaire } from '../../core/solitaire/rules.ts';
import { t } from '../i18n/texts.ts';
import { startAnother } from './solitaire-draft.ts';

/** Goes to the page for pasted lists; Ctrl+V of such a text beside it goes there by itself. */
export const SolitaireButton = () => {
  const [, navigate] = useLocation();
  useEffect(() => {
    const onPaste = (event: ClipboardEvent) => {
      if (event.target instanceof HTMLInputElement || event.target instanceof HTMLTextAreaElement) return;
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (readSolitaire(text).entries.length === 0) return;
      event.preventDefault();
      startAnother(text);
      navigate('/imports/solitaire');
    };
    window.addEventListener('paste', onPaste);
    return () => window.removeEventListener('paste', onPaste);
  }, [navigate]);
  return <Button variant="default" onClick={() => navigate('/imports/solitaire')}>{t('solitaire.open')}</Button>;
};
