/** Two entries of one speaker or source: what they are, what would move, what readers would see, and the way back. */
import type { VNode } from 'preact';
import type { MadeMerge } from '../../merges/merges.query.js';
import { UNDO_HOURS } from '../../merges/merge.rules.js';
import type { MergePreview } from '../../merges/merges.service.js';
import { Instant } from '../../shared/html/day.js';
import { ErrorSummary, FieldError, Notice } from '../../shared/html/form.js';
import { renderPage } from '../../shared/html/page.js';
import { Changes } from '../../site/claim/change.view.js';
import { readableChanges } from '../audit/audit.rules.js';
import { Carried, Send, stateOf, TextArea } from '../forms/fields.view.js';
import type { RefusedForm } from '../forms/refusal.js';
import { DeskPage, type Frame } from '../frame.view.js';

export interface Nearby {
  id: string;
  name: string;
  detail: string;
}

export interface MergePageProps {
  frame: Frame;
  kind: 'speaker' | 'source';
  entry: { id: string; name: string };
  /** Entries that may be the same, to choose from. */
  nearby: readonly Nearby[];
  wanted: string;
  preview: MergePreview | undefined;
  once: string;
  refused: RefusedForm | undefined;
}

const ONE = { speaker: 'speaker', source: 'source' } as const;

function MergePage({ frame, kind, entry, nearby, wanted, preview, once, refused }: MergePageProps): VNode {
  const path = `/desk/${kind}s/${entry.id}`;
  const title = `Merge “${entry.name}” into another ${ONE[kind]}`;
  return (
    <DeskPage frame={frame} title={refused ? `Error: ${title}` : title}>
      {refused && <ErrorSummary errors={refused.errors} title="Nothing was merged" />}
      <header class="page-head">
        <p class="kicker"><a href={path}>Back to “{entry.name}”</a></p>
        <h1>{title}</h1>
        <p class="muted">For two entries of one {kind === 'speaker' ? 'person or organisation' : 'document'}. What names this one will name the other; this address will lead there. It can be undone for {UNDO_HOURS} hours.</p>
      </header>
      <form class="problem-search" method="get" action={`${path}/merge`} role="search" aria-label={`Find the other ${ONE[kind]}`}>
        <div class="field">
          <label for="merge-q">{kind === 'speaker' ? 'Name or address of the other entry' : 'Title or address of the other entry'}</label>
          <input id="merge-q" name="q" maxLength={500} autocomplete="off" value={wanted} />
        </div>
        <button type="submit" class="button-quiet">Find</button>
      </form>
      {!preview && (
        <section class="section" aria-labelledby="nearby-title">
          <h2 id="nearby-title">{wanted ? 'Found' : 'They may be the same'}</h2>
          {nearby.length === 0 ? <p>{wanted ? 'Nothing is called so.' : 'Nothing on record is called much like it. Find the other entry above.'}</p> : (
            <ul class="desk-list">
              {nearby.map((other) => (
                <li class="desk-item" key={other.id}>
                  <a class="desk-item-title" href={`${path}/merge?with=${other.id}`}>{other.name}</a>
                  <p class="desk-item-facts">{other.detail}</p>
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
      {preview && <Preview frame={frame} kind={kind} preview={preview} once={once} refused={refused} />}
    </DeskPage>
  );
}

function Preview({ frame, kind, preview, once, refused }: { frame: Frame; kind: 'speaker' | 'source'; preview: MergePreview; once: string; refused: RefusedForm | undefined }): VNode {
  const { from, into, possible } = preview;
  const form = stateOf('merge', refused);
  const changes = Object.entries(preview.changes).flatMap(([field, { before, after }]) => readableChanges({ [asRecorded(field)]: before }, { [asRecorded(field)]: after }, () => undefined));
  return (
    <section class="section" aria-labelledby="preview-title">
      <h2 id="preview-title">What moves from “{from.name}” to “{into.name}”</h2>
      <ul class="bullets">
        {kind === 'speaker' && <li>{counted(preview.statements, 'statement')}</li>}
        <li>{counted(preview.hops, 'hop of an attribution chain', 'hops of attribution chains')}</li>
        {kind === 'source' && <li>{counted(preview.evidence, 'piece of evidence', 'pieces of evidence')}</li>}
        <li>in {counted(preview.claims, 'claim')}; {preview.shown === 0 ? 'readers will see nothing else on any of them' : `readers will see something else on ${counted(preview.shown, 'public claim')}`}</li>
        {kind === 'speaker' && <li>“{into.name}” will also be found as {[from.name, ...from.aliases].filter((name) => name !== into.name && !into.aliases.includes(name)).map((name) => `“${name}”`).join(', ') || 'nothing new'}</li>}
      </ul>
      {changes.length > 0 && <><h3>What readers will see</h3><Changes changes={changes} /></>}
      <p class="muted">Withdrawn claims and withdrawn evidence stay as they were.</p>
      {possible !== true ? <Notice kind="warning" title="These two cannot be merged"><p>{possible.message}</p></Notice> : (
        <form class="form" id={form.id} method="post" action={`/desk/${kind}s/${from.id}/merge`} noValidate>
          <Carried csrfToken={frame.csrfToken} once={once} />
          <input type="hidden" name="into" value={into.id} />
          <input type="hidden" name="fromVersion" value={from.version} />
          <input type="hidden" name="intoVersion" value={into.version} />
          {preview.shown > 0 && <TextArea form={form} name="explanation" hint="It is published as a clarification on each of these claims." />}
          <Send form={form} words={`Merge into “${into.name}”`} />
        </form>
      )}
    </section>
  );
}

/** "publishedDay" → "published_day", as the ledger calls it, whose fields have words. */
const asRecorded = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const counted = (n: number, one: string, many = `${one}s`): string => (n === 0 ? `no ${one}` : n === 1 ? `one ${one}` : `${n} ${many}`);

/** On the page of an entry: the merges it was part of, and undoing the last ones. */
export function Merges({ frame, kind, merges, now, mayWrite, refused }: { frame: Frame; kind: 'speaker' | 'source'; merges: readonly MadeMerge[]; now: Date; mayWrite: boolean; refused: RefusedForm | undefined }): VNode | null {
  if (merges.length === 0) return null;
  return (
    <section class="section" id="merges" aria-labelledby="merges-title">
      <h2 id="merges-title">Merged entries</h2>
      <ul class="desk-list">
        {merges.map((merge) => {
          const form = stateOf(`undo-${merge.id}`, refused);
          const isOpen = merge.undoneAt === null && now.getTime() - merge.mergedAt.getTime() <= UNDO_HOURS * 3_600_000;
          return (
            <li class="desk-item" key={merge.id}>
              <p><strong>“{merge.from}”</strong> was merged into <strong>“{merge.into}”</strong> by {merge.mergedBy}, <Instant at={merge.mergedAt.toISOString()} />.</p>
              {merge.explanation && <p dir="auto">{merge.explanation}</p>}
              {merge.undoneAt && <p>Undone by {merge.undoneBy}, <Instant at={merge.undoneAt.toISOString()} />.</p>}
              {(isOpen || form.errors.length > 0) && mayWrite && (
                <details open={form.sent !== undefined}>
                  <summary>Undo it</summary>
                  <form class="form" id={form.id} method="post" action={`/desk/${kind}s/merges/${merge.id}/undo`} noValidate>
                    <Carried csrfToken={frame.csrfToken} />
                    <TextArea form={form} name="explanation" hint="For readers, where public claims will say something else again." optional />
                    <FieldError field={form.id} errors={form.errors} />
                    <div class="form-actions"><button type="submit" class="button-quiet">Undo the merge</button></div>
                  </form>
                </details>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

export const mergePage = (props: MergePageProps): string => renderPage(<MergePage {...props} />);
