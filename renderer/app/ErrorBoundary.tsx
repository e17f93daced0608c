import { Button } from '@mantine/core';
import { Component } from 'react';
import type { ReactNode } from 'react';
import { t } from '../i18n/texts.ts';

type Props = { readonly children: ReactNode };

/** A page that breaks takes neither the window nor the data with it. */
export class ErrorBoundary extends Component<Props, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <div className="page">
        <div className="notice" role="alert">
          <p><strong>{t('app.trouble.pageBroken')}</strong></p>
          <p>{t('app.trouble.pageBrokenLost')}</p>
          <p>{t('app.trouble.pageBrokenNow')}</p>
          <div><Button variant="default" onClick={() => this.setState({ broken: false })}>{t('app.actions.retry')}</Button></div>
        </div>
      </div>
    );
  }
}
