/** What the one box found: a page with everything, and the short list under the box. */
import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { ClaimSummary } from '../../claims/claim.dto.js';
import { Day } from '../../shared/html/day.js';
import { renderPage } from '../../shared/html/page.js';
import { tongue } from '../../shared/html/words.js';
import { ROLE_WORDS, STATUS_WORDS } from '../desk.words.js';
import { DeskPage, type Frame } from '../frame.view.js';
import type { FoundThings, Room } from './find-anything.query.js';

export interface FoundProps {
  frame: Frame;
  typed: string;
  /** An address was pasted that no source on record has. */
  isAddress: boolean;
  found: FoundThings;
  room: Room;
}

const sizeOf = ({ claims, speakers, sources, colleagues, reports }: FoundThings): number => claims.length + speakers.length + sources.length + colleagues.length + reports.length;

function Found({ frame, typed, isAddress, found, room }: FoundProps): VNode {
  const { claims, speakers, sources, colleagues, reports } = found;
  const none = sizeOf(found) === 0;
  return (
    <DeskPage frame={frame} title={typed === '' ? 'Find anything' : `Found for “${typed}”`}>
      <div class="page-head">
        <h1>{typed === '' ? 'Find anything' : <>Found for “{typed}”</>}</h1>
        {typed === '' && <p>Type words of a claim, a name, the title of a source or the reference of a reader’s report into the box above, or paste an address.</p>}
        {typed !== '' && none && <p>{isAddress ? 'No source on record has this address.' : 'Nothing on record has these words. Names are found by the beginnings of their words, claims by whole words and the beginning of the last.'}</p>}
      </div>
      <Group id="claims" title="Claims" n={claims.length} room={room.claims}>
        {claims.map((claim) => (
          <li key={claim.id} class="desk-item">
            <a class="desk-item-title" href={`/desk/claims/${claim.id}`} {...tongue(claim.language)}>{claim.title}</a>
            <ClaimFacts claim={claim} />
          </li>
        ))}
      </Group>
      <Group id="speakers" title="Speakers" n={speakers.length} room={room.others}>
        {speakers.map((speaker) => (
          <li key={speaker.id} class="desk-item">
            <a class="desk-item-title" href={`/desk/speakers/${speaker.id}`} dir="auto">{speaker.name}</a>
            {(speaker.role !== null || speaker.aliases.length > 0) && <ul class="desk-item-facts">{speaker.role && <li>{speaker.role}</li>}{speaker.aliases.length > 0 && <li dir="auto">Also {speaker.aliases.join(', ')}</li>}</ul>}
          </li>
        ))}
      </Group>
      <Group id="sources" title="Sources" n={sources.length} room={room.others}>
        {sources.map((source) => (
          <li key={source.id} class="desk-item">
            <a class="desk-item-title" href={`/desk/sources/${source.id}`} {...tongue(source.language)}>{source.title}</a>
            <ul class="desk-item-facts"><li>{source.publisher}</li>{source.day && <li><Day day={source.day} /></li>}</ul>
          </li>
        ))}
      </Group>
      <Group id="colleagues" title="Colleagues" n={colleagues.length} room={room.others}>
        {colleagues.map(({ id, name, roles, suspended }) => (
          <li key={id} class="desk-item">
            <a class="desk-item-title" href={`/desk/ledger?person=${id}`}>{name}</a>
            <ul class="desk-item-facts"><li>{roles.map((role) => ROLE_WORDS[role]).join(', ')}</li>{suspended && <li>Suspended</li>}</ul>
          </li>
        ))}
      </Group>
      <Group id="reports" title="Readers’ reports" n={reports.length} room={1}>
        {reports.map(({ code, reference, words, open }) => (
          <li key={code} class="desk-item">
            <a class="desk-item-title" href={`/desk/reports/${code}`}>{reference}</a>
            <ul class="desk-item-facts"><li>{open ? 'Open' : 'Closed'}</li><li dir="auto">{words}</li></ul>
          </li>
        ))}
      </Group>
    </DeskPage>
  );
}

function Group({ id, title, n, room, children }: { id: string; title: string; n: number; room: number; children: ComponentChildren }): VNode | null {
  if (n === 0) return null;
  return (
    <section class="section" id={id} aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{title}</h2>
      <ol class="desk-list">{children}</ol>
      {n >= room && room > 1 && <p class="section-lead">The best {n} are shown. One word more finds fewer.</p>}
    </section>
  );
}

function ClaimFacts({ claim }: { claim: ClaimSummary }): VNode {
  const status = STATUS_WORDS[claim.status];
  return (
    <ul class="desk-item-facts">
      <li><strong>{status}</strong></li>
      {![status, STATUS_WORDS.in_review].includes(claim.standing.text) && <li>{claim.standing.text}</li>}
      {claim.speaker && <li dir="auto">{claim.speaker.name}</li>}
      {claim.saidOn && <li>Said <Day day={claim.saidOn} /></li>}
    </ul>
  );
}

export const foundPage = (props: FoundProps): string => renderPage(<Found {...props} />);

interface QuickProps {
  typed: string;
  /** Page of the one thing that was named outright. */
  one: string | undefined;
  isAddress: boolean;
  found: FoundThings;
}

function Quick({ typed, one, isAddress, found }: QuickProps): VNode {
  const { claims, speakers, sources, colleagues, reports } = found;
  const row = (href: string, kind: string, title: string, language?: string): VNode => (
    <li key={href}><a href={href}><span class="desk-found-kind">{kind}</span> <span {...(language === undefined ? { dir: 'auto' as const } : tongue(language))}>{title}</span></a></li>
  );
  if (one === undefined && sizeOf(found) === 0) return <p data-none>{isAddress ? 'No source on record has this address.' : 'Nothing found.'}</p>;
  return (
    <ul>
      {one !== undefined && row(one, 'Open', 'What this names')}
      {claims.map((claim) => row(`/desk/claims/${claim.id}`, STATUS_WORDS[claim.status], claim.title, claim.language))}
      {speakers.map(({ id, name }) => row(`/desk/speakers/${id}`, 'Speaker', name))}
      {sources.map(({ id, title, language }) => row(`/desk/sources/${id}`, 'Source', title, language))}
      {colleagues.map(({ id, name }) => row(`/desk/ledger?person=${id}`, 'Colleague', name))}
      {reports.map(({ code, reference }) => row(`/desk/reports/${code}`, 'Report', reference))}
      <li class="desk-found-all"><a href={`/desk/find?q=${encodeURIComponent(typed)}`}>All that is found for “{typed}”</a></li>
    </ul>
  );
}

export const quickFragment = (props: QuickProps): string => renderToString(<Quick {...props} />);
