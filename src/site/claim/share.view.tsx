/** Links to pass the page on, words to cite it by, and the code that embeds it; a script adds a button that copies. */
import type { VNode } from 'preact';
import type { ClaimRecord, StatementView } from '../../record/claim-record.dto.js';
import { standingText } from '../../shared/html/badge.js';
import { useLanguage } from '../../shared/html/language.js';
import type { Frame } from '../../shared/html/page.js';
import { heightFor, type Said } from '../machines/embed.rules.js';
import { saysOf } from '../machines/embed.words.js';

interface ShareProps {
  frame: Frame;
  record: ClaimRecord;
  said: StatementView | undefined;
  today: string;
}

/** Plain links that open the other site with a text to send: nothing of theirs is loaded here. */
const WAYS: readonly (readonly [name: string, address: (text: string, url: string) => string])[] = [
  ['WhatsApp', (text, url) => `https://wa.me/?text=${encodeURIComponent(`${text} ${url}`)}`],
  ['Telegram', (text, url) => `https://t.me/share/url?url=${encodeURIComponent(url)}&text=${encodeURIComponent(text)}`],
  ['Bluesky', (text, url) => `https://bsky.app/intent/compose?text=${encodeURIComponent(`${text} ${url}`)}`],
  ['X', (text, url) => `https://x.com/intent/post?text=${encodeURIComponent(text)}&url=${encodeURIComponent(url)}`],
];

export function ShareBlock({ frame, record, said, today }: ShareProps): VNode {
  const spoken = useLanguage();
  const { at, say, longDay, words: { claim } } = spoken;
  const shown = record.asOf?.slice(0, 10) ?? today;
  const url = frame.publicUrl + at(`/claims/${record.slug}`);
  const here = record.asOf ? `${url}?as_of=${encodeURIComponent(record.asOf.endsWith('T23:59:59.999Z') ? shown : record.asOf)}` : url;
  const speaker = said?.speaker?.name ?? claim.unknownSpeaker;
  const wording = record.wording.replace(/[.!?]$/, '');
  const standing = standingText(record.standing, spoken);
  const text = say(claim.shareText, { speaker, wording, standing });
  const citation = say(claim.citation, { site: frame.siteName, wording: record.wording, speaker, standing, day: longDay(shown) });
  return (
    <section class="aside-block share" id="share" aria-labelledby="share-title">
      <h2 id="share-title">{claim.share}</h2>
      <ul class="share-ways no-print" aria-label={claim.shareBy}>
        <li><a href={`mailto:?subject=${encodeURIComponent(record.title)}&body=${encodeURIComponent(`${text}\n\n${here}`)}`}>{claim.shareEmail}</a></li>
        {WAYS.map(([name, address]) => <li key={name}><a href={address(text, here)} rel="nofollow noopener">{name}</a></li>)}
      </ul>
      <details class="no-print">
        <summary>{claim.cite}</summary>
        <p class="citation" id="citation" data-copy={claim.copy} data-copied={claim.copied}><span dir="auto">{citation}</span> <span class="address">{`${url}?as_of=${shown}`}</span></p>
        <p class="small muted">{say(claim.lasting, { day: longDay(shown) })}</p>
      </details>
      {record.asOf === null && (
        <details class="no-print">
          <summary>{claim.embed}</summary>
          <label class="visually-hidden" for="embed-code">{claim.embedCode}</label>
          <textarea id="embed-code" class="code" readOnly rows={4} dir="ltr" data-copy={claim.copy} data-copied={claim.copied} value={embedCode(`${url}/embed`, record.title, saysOf(record, said, frame.reviewPolicy, spoken))} />
        </details>
      )}
      <ul class="share-ways no-print">
        <li><a href={`/api/v1/claims/${record.slug}`}>{claim.data}</a></li>
        {record.verdict && record.asOf === null && <li><a href={`/claims/${record.slug}.jsonld`}>ClaimReview</a></li>}
      </ul>
      <p class="print-only small">{say(claim.printedFrom, { address: here })}</p>
    </section>
  );
}

/** Between them, how wide the frame is on a telephone; wider, the card has room to spare. */
const NARROW = [320, 340];

/** The frame may run the card's own script, which brings it up to date, and open links. */
function embedCode(address: string, title: string, says: Said): string {
  const quoted = title.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');
  const height = Math.max(...NARROW.map((width) => heightFor(says, width)));
  return `<iframe src="${address}" title="${quoted}" width="100%" height="${height}" loading="lazy" sandbox="allow-scripts allow-popups allow-popups-to-escape-sandbox" style="border:0;max-width:40rem"></iframe>`;
}
