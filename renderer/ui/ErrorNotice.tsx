import type { ReactNode } from 'react';
import type { Failure } from '../../core/base/protocol.ts';
import { sentenceOf } from '../../core/messages/sentence.ts';

/** What happened · whether data were lost · what to do now. The only place where failures become visible on a page. */
export const ErrorNotice = ({ failure, title, children }: { readonly failure: Failure; readonly title?: string; readonly children?: ReactNode }) => (
  <div className="notice" role="alert">
    {title !== undefined && <h2>{title}</h2>}
    <p>{sentenceOf(failure)}</p>
    {children !== undefined && <div className="side-by-side">{children}</div>}
  </div>
);
