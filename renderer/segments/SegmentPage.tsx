import { Redirect } from 'wouter';
import { useEffect } from 'react';
import { t } from '../i18n/texts.ts';
import { ErrorNotice } from '../ui/ErrorNotice.tsx';
import { Page } from '../ui/Page.tsx';
import { useQuery } from '../ui/useQuery.ts';
import { Builder } from './Builder.tsx';
import { draftOf, emptyDraft, keepDraft, useDrafts } from './draft.ts';
import { FixedList } from './FixedList.tsx';

/** `of`: the number of a saved segment, or `new`. */
export const SegmentPage = ({ of }: { readonly of: string }) => (of === 'new' ? <NewSegment /> : /^[1-9]\d*$/.test(of) ? <OpenSegment id={Number(of)} /> : <Redirect to="/segments/own" />);

const NewSegment = () => {
  const draft = useDrafts((drafts) => drafts['new']);
  useEffect(() => {
    if (!draft) keepDraft('new', emptyDraft());
  }, [draft]);
  return draft ? <Builder id={null} draft={draft} /> : null;
};

const OpenSegment = ({ id }: { readonly id: number }) => {
  const { data: saved, failure } = useQuery('segments.get', { id });
  const draft = useDrafts((drafts) => drafts[String(id)]);
  useEffect(() => {
    if (saved?.rule && !draft) keepDraft(String(id), draftOf(saved.name, saved.rule));
  }, [saved, draft, id]);
  if (failure) return <Page title={t('segments.title')} parent="/segments/own"><ErrorNotice failure={failure} /></Page>;
  if (saved && saved.rule === null) return <FixedList saved={saved} />;
  return saved && draft ? <Builder id={id} draft={draft} /> : null;
};
