/** Acts as a colleague reads them: who did what, when, with before and after. */
import type { VNode } from 'preact';
import { Changes } from '../../site/claim/change.view.js';
import { Instant } from '../../shared/html/day.js';
import type { RecordedAct } from './audit.query.js';
import type { ReadableChange } from './audit.rules.js';
import { actWords, SUBJECT_WORDS } from './audit.words.js';

/** @param named whether each act says of which claim (or speaker …) it is: where several stand in one list */
export function Acts({ acts, named = false }: { acts: readonly RecordedAct[]; named?: boolean }): VNode {
  return <ol class="entries audit">{acts.map((act) => <Act key={`${act.streamId} ${act.version} ${act.act}`} act={act} named={named} />)}</ol>;
}

const VIA: Readonly<Record<string, string>> = { api: 'through the API', cli: 'on the command line', import: 'by an import' };

function Act({ act, named }: { act: RecordedAct; named: boolean }): VNode {
  const path = pathOf(act);
  return (
    <li class="entry">
      <p class="entry-when"><Instant at={act.at} />{VIA[act.via] && `, ${VIA[act.via]}`}</p>
      <h3 class="entry-title">{act.by ? act.by.name : 'Whoever runs the machine'} {actWords(act.act)}</h3>
      {named && <p class="entry-what">{path ? <a href={path} dir="auto">{act.about}</a> : <span dir="auto">{act.about}</span>}</p>}
      {act.reason && <p class="entry-what" dir="auto">{act.reason}</p>}
      {act.subjects.map((subject) => <Subject key={subject.id} subject={subject} />)}
    </li>
  );
}

function Subject({ subject }: { subject: RecordedAct['subjects'][number] }): VNode {
  const words = SUBJECT_WORDS[subject.kind] ?? subject.kind;
  const changes = <Told changes={subject.changes} />;
  // What is new says much; what was done to it is told above, and the rest is there to be opened.
  if (subject.isNew) return <details class="audit-subject"><summary>{words}, as it was put on record</summary>{changes}</details>;
  return <div class="audit-subject"><p class="small muted">{words}{subject.called && <>: <span dir="auto">{subject.called}</span></>}</p>{changes}</div>;
}

const SHORT = 60;
const isShort = (words: string | null): boolean => words === null || (words.length <= SHORT && !words.includes('\n'));

/** What fits on a line stands on one; the rest has its before and after below each other. */
function Told({ changes }: { changes: readonly ReadableChange[] }): VNode {
  const short = changes.filter(({ before, after }) => isShort(before) && isShort(after));
  return (
    <>
      {short.length > 0 && <ul class="audit-short">{short.map((change) => <li key={change.label}><Line {...change} /></li>)}</ul>}
      <Changes changes={changes.filter((change) => !short.includes(change))} />
    </>
  );
}

function Line({ label, before, after }: ReadableChange): VNode {
  return (
    <>
      <strong>{label}:</strong>{' '}
      {before !== null && <><span class="visually-hidden">before </span><del dir="auto">{before}</del> <span aria-hidden="true">→</span> <span class="visually-hidden">after </span></>}
      {after === null ? <span class="muted">nothing</span> : <span dir="auto">{after}</span>}
    </>
  );
}

const pathOf = ({ streamKind, streamId }: RecordedAct): string | undefined =>
  ({ claim: `/desk/claims/${streamId}`, speaker: `/desk/speakers/${streamId}`, source: `/desk/sources/${streamId}`, topic: '/desk/settings/topics', scale: '/desk/settings/scales', account: `/desk/settings/accounts/${streamId}` })[streamKind];
