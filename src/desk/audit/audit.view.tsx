/** The history of one claim for the desk, and the whole ledger with its filters. */
import type { VNode } from 'preact';
import { ErrorSummary, FieldError, type ShownError } from '../../shared/html/form.js';
import { renderPage } from '../../shared/html/page.js';
import { tongue } from '../../shared/html/words.js';
import { DeskPage, type Frame } from '../frame.view.js';
import { Acts } from './acts.view.js';
import type { RecordedAct } from './audit.query.js';
import { actChoice, KNOWN_ACTS, STREAM_WORDS } from './audit.words.js';

export interface ClaimActsProps {
  frame: Frame;
  claim: { id: string; title: string; language: string; slug: string; status: string };
  acts: readonly RecordedAct[];
  older: string | null;
}

function ClaimActs({ frame, claim, acts, older }: ClaimActsProps): VNode {
  return (
    <DeskPage frame={frame} title={`History: ${claim.title}`}>
      <header class="page-head">
        <p class="kicker"><a href={`/desk/claims/${claim.id}`}>Back to the claim</a></p>
        <h1>Who did what</h1>
        <p class="reading" {...tongue(claim.language)}>{claim.title}</p>
        <p class="muted">Every act on this claim, newest first, also those that readers do not see.</p>
        {claim.status !== 'draft' && <p class="desk-links"><a href={`/claims/${claim.slug}/history`}>The history as readers see it</a></p>}
      </header>
      <h2 class="visually-hidden">Acts</h2>
      <Acts acts={acts} />
      {older && <p class="more"><a href={`/desk/claims/${claim.id}/history?after=${encodeURIComponent(older)}`} rel="next">Older acts</a></p>}
    </DeskPage>
  );
}

export interface Asked {
  person: string;
  act: string;
  kind: string;
  from: string;
  until: string;
}

export interface LedgerProps {
  frame: Frame;
  asked: Asked;
  people: readonly { id: string; name: string }[];
  withAccounts: boolean;
  acts: readonly RecordedAct[];
  older: string | null;
  errors: readonly ShownError[];
}

function Ledger({ frame, asked, people, withAccounts, acts, older, errors }: LedgerProps): VNode {
  const kinds = Object.entries(STREAM_WORDS).filter(([kind]) => withAccounts || kind !== 'account');
  const further = new URLSearchParams({ ...Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== '')), ...(older ? { after: older } : {}) });
  return (
    <DeskPage frame={frame} title={errors.length > 0 ? 'Error: The ledger' : 'The ledger'}>
      <ErrorSummary errors={errors} />
      <header class="page-head">
        <h1>The ledger</h1>
        <p class="muted">Every act on the record, newest first. Nothing can be changed in it or taken out of it.{!withAccounts && ' What concerns accounts is for admins.'}</p>
      </header>
      <form class="ledger-filters" method="get" action="/desk/ledger" noValidate>
        <Choose name="person" label="Who" chosen={asked.person} any="Everybody" choices={people.map(({ id, name }) => [id, name])} />
        <Choose name="act" label="What was done" chosen={asked.act} any="Anything" choices={KNOWN_ACTS.map((act) => [act, actChoice(act)] as [string, string]).sort(([, a], [, b]) => a.localeCompare(b, 'en'))} />
        <Choose name="kind" label="To what" chosen={asked.kind} any="Everything" choices={kinds} />
        <DayField name="from" label="From" value={asked.from} errors={errors} />
        <DayField name="until" label="Until" value={asked.until} errors={errors} />
        <div class="form-actions"><button type="submit">Show</button> <a href="/desk/ledger">Show all</a></div>
      </form>
      <section class="section" aria-labelledby="acts-title">
        <h2 id="acts-title">Acts</h2>
        {acts.length === 0 ? <p>{errors.length > 0 ? 'Mend what is marked above.' : 'Nothing of this kind is on record.'}</p> : <Acts acts={acts} named />}
        {older && <p class="more"><a href={`/desk/ledger?${further.toString()}`} rel="next">Older acts</a></p>}
      </section>
    </DeskPage>
  );
}

function Choose({ name, label, chosen, any, choices }: { name: string; label: string; chosen: string; any: string; choices: readonly (readonly [string, string])[] }): VNode {
  return (
    <div class="field">
      <label for={`ledger-${name}`}>{label}</label>
      <select id={`ledger-${name}`} name={name}>
        <option value="">{any}</option>
        {choices.map(([value, words]) => <option key={value} value={value} selected={value === chosen}>{words}</option>)}
      </select>
    </div>
  );
}

function DayField({ name, label, value, errors }: { name: string; label: string; value: string; errors: readonly ShownError[] }): VNode {
  const id = `ledger-${name}`;
  const wrong = errors.some((error) => error.field === id);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <FieldError field={id} errors={errors} />
      <input id={id} name={name} type="date" value={value} aria-invalid={wrong ? 'true' : undefined} aria-describedby={wrong ? `${id}-error` : undefined} />
    </div>
  );
}

export const claimActsPage = (props: ClaimActsProps): string => renderPage(<ClaimActs {...props} />);
export const ledgerPage = (props: LedgerProps): string => renderPage(<Ledger {...props} />);
