/** The sources on record, and one of them with what can be mended. */
import type { VNode } from 'preact';
import type { MadeMerge } from '../../merges/merges.query.js';
import { Day } from '../../shared/html/day.js';
import { ErrorSummary, Notice } from '../../shared/html/form.js';
import { renderPage } from '../../shared/html/page.js';
import { OutLink, tongue } from '../../shared/html/words.js';
import type { SourceView } from '../../sources/source.dto.js';
import { SOURCE_KIND_WORDS } from '../desk.words.js';
import { Carried, choicesOf, Select, Send, stateOf, TextArea, TextField } from '../forms/fields.view.js';
import type { RefusedForm } from '../forms/refusal.js';
import { DeskPage, type Frame } from '../frame.view.js';
import { Merges } from '../merges/merge.view.js';
import { CorrectionFields } from '../speakers/speakers.view.js';

export interface SourcesProps {
  frame: Frame;
  sources: readonly SourceView[];
  more: string | null;
  wanted: string;
  done: string | undefined;
}

function Sources({ frame, sources, more, wanted, done }: SourcesProps): VNode {
  return (
    <DeskPage frame={frame} title="Sources">
      {done && <Notice kind="success"><p>{done}</p></Notice>}
      <header class="page-head">
        <h1>Sources</h1>
        <p class="muted">Documents that claims cite. New ones are put on record where they are first cited; one address is one source.</p>
      </header>
      <form class="problem-search" action="/desk/sources" role="search" aria-label="Find a source">
        <div class="field">
          <label for="source-q">Part of a title or publisher, or an address</label>
          <input id="source-q" name="q" maxLength={2000} autocomplete="off" value={wanted} />
        </div>
        <button type="submit" class="button-quiet">Find</button>
      </form>
      <section class="section" aria-labelledby="sources-title">
        <h2 id="sources-title">{wanted ? 'Found' : 'All, the newest first'}</h2>
        {sources.length === 0 ? <p>{wanted ? 'Nothing on record is called so, or has that address.' : 'Nothing is on record yet.'}</p> : (
          <ul class="desk-list">
            {sources.map((source) => (
              <li class="desk-item" key={source.id}>
                <a class="desk-item-title" href={`/desk/sources/${source.id}`} {...tongue(source.language)}>{source.title}</a>
                <ul class="desk-item-facts">
                  <li>{source.publisher}</li>
                  <li>{SOURCE_KIND_WORDS[source.kind]}</li>
                  {source.publishedDay && <li><Day day={source.publishedDay} /></li>}
                </ul>
              </li>
            ))}
          </ul>
        )}
        {more && <p class="more"><a href={`/desk/sources?${new URLSearchParams({ ...(wanted ? { q: wanted } : {}), after: more }).toString()}`} rel="next">More sources</a></p>}
      </section>
    </DeskPage>
  );
}

export interface SourcePageProps {
  frame: Frame;
  source: SourceView;
  isPublic: boolean;
  merges: readonly MadeMerge[];
  now: Date;
  mayWrite: boolean;
  done: string | undefined;
  refused: RefusedForm | undefined;
}

function Source({ frame, source, isPublic, merges, now, mayWrite, done, refused }: SourcePageProps): VNode {
  const form = stateOf('source', refused);
  return (
    <DeskPage frame={frame} title={refused ? `Error: ${source.title}` : source.title}>
      {refused && <ErrorSummary errors={refused.errors} title="This was not done" />}
      {done && <Notice kind="success"><p>{done}</p></Notice>}
      <header class="page-head">
        <p class="kicker"><a href="/desk/sources">Sources</a></p>
        <h1 {...tongue(source.language)}>{source.title}</h1>
        <ul class="desk-facts">
          <li>{source.publisher}</li>
          <li>{SOURCE_KIND_WORDS[source.kind]}</li>
          {source.authors.length > 0 && <li>By {source.authors.join(', ')}</li>}
          {source.publishedDay && <li><Day day={source.publishedDay} /></li>}
        </ul>
        <p class="desk-links">
          {source.url && <OutLink href={source.url}>The document</OutLink>}
          {source.archivedUrl && <OutLink href={source.archivedUrl}>Archived copy</OutLink>}
          {isPublic && <a href={`/sources/${source.slug}`}>As readers see it</a>}
          {mayWrite && <a href={`/desk/sources/${source.id}/merge`}>Merge into another entry</a>}
        </p>
        {source.note && <p>{source.note}</p>}
      </header>
      {mayWrite && (
        <section class="section" aria-labelledby="revise-title">
          <h2 id="revise-title">Revise</h2>
          <form class="form" id={form.id} method="post" action={`/desk/sources/${source.id}`} noValidate>
            <Carried csrfToken={frame.csrfToken} version={source.version} />
            <TextField form={form} name="sourceTitle" value={source.title} />
            <div class="desk-pair">
              <TextField form={form} name="sourcePublisher" value={source.publisher} />
              <TextField form={form} name="sourceDay" value={source.publishedDay} short optional />
            </div>
            <div class="desk-pair">
              <Select form={form} name="sourceKind" choices={choicesOf(SOURCE_KIND_WORDS)} value={source.kind} />
              <TextField form={form} name="sourceLanguage" label="Language" value={source.language} short />
            </div>
            <TextArea form={form} name="authors" value={source.authors.join('\n')} rows={2} hint="One a line." optional />
            <TextField form={form} name="sourceUrl" type="url" value={source.url} optional />
            <TextField form={form} name="archivedUrl" type="url" value={source.archivedUrl} optional />
            <TextArea form={form} name="sourceNote" value={source.note} rows={2} optional />
            <CorrectionFields form={form} />
            <Send form={form} words="Revise the source" />
          </form>
        </section>
      )}
      <Merges frame={frame} kind="source" merges={merges} now={now} mayWrite={mayWrite} refused={refused} />
    </DeskPage>
  );
}

export const sourcesPage = (props: SourcesProps): string => renderPage(<Sources {...props} />);
export const sourcePage = (props: SourcePageProps): string => renderPage(<Source {...props} />);
