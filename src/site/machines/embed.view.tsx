/** A claim as a card in other people's pages: a document of its own, small, without anything of the site around it. */
import type { ComponentChildren, VNode } from 'preact';
import type { ClaimRecord } from '../../record/claim-record.dto.js';
import { assetPath } from '../../shared/html/assets.js';
import { Badge, standingWord, toneOf } from '../../shared/html/badge.js';
import { Day, RecordedDay } from '../../shared/html/day.js';
import { fill, Speak, useLanguage } from '../../shared/html/language.js';
import type { Frame } from '../../shared/html/page.js';
import { tongue, written } from '../../shared/html/words.js';
import { mainStatement } from '../claim/claim.words.js';

import { isLong, whyOf } from './embed.words.js';

export function EmbedPage({ frame, record }: { frame: Frame; record: ClaimRecord }): VNode {
  const withdrawn = record.status === 'withdrawn';
  return (
    <Card frame={frame} title={record.title} canonical={`/claims/${record.slug}`}>
      {withdrawn && <p class="kicker">{fill(frame.language.words.claim.withdrawnKicker, { day: <RecordedDay at={record.changedAt} /> })}</p>}
      <Said record={record} />
      <Standing frame={frame} record={record} />
      <Foot frame={frame} record={record} />
    </Card>
  );
}

/** For an address that names no claim: a frame cannot be left as a page can. */
export function NoEmbedPage({ frame }: { frame: Frame }): VNode {
  const { at, words: { problem } } = frame.language;
  const { title } = problem.byStatus['404']!;
  return (
    <Card frame={frame} title={title}>
      <h1>{title}</h1>
      <p class="foot"><a href={frame.publicUrl + at('/claims')} target="_blank" rel="noopener">{frame.siteName}</a></p>
    </Card>
  );
}

function Card({ frame, title, canonical, children }: { frame: Frame; title: string; canonical?: string; children?: ComponentChildren }): VNode {
  const { language: spoken, siteName, publicUrl } = frame;
  return (
    <Speak language={spoken}>
      <html lang={spoken.code} dir={spoken.dir}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <title>{`${title} · ${siteName}`}</title>
          <meta name="robots" content="noindex" />
          <meta name="color-scheme" content="light dark" />
          {canonical && <link rel="canonical" href={publicUrl + spoken.at(canonical)} />}
          <link rel="stylesheet" href={assetPath('embed.css')} />
          <script src={assetPath('embed.js')} defer />
          {/* Only where scripts are off, because a page that renews itself disturbs whoever is reading it; the script changes what changed. */}
          <noscript><meta http-equiv="refresh" content="300" /></noscript>
        </head>
        <body>
          <main class="card">{children}</main>
        </body>
      </html>
    </Speak>
  );
}

function Said({ record }: { record: ClaimRecord }): VNode {
  const { words: { claim, common } } = useLanguage();
  const said = mainStatement(record);
  return (
    <>
      <h1 class={isLong(record.wording) ? 'long' : undefined} {...tongue(record.language)}>{record.wording}</h1>
      {said && (
        <p class="said">
          {said.speaker ? <><b><bdi>{said.speaker.name}</bdi></b>{said.speaker.role && <>{common.comma}<bdi>{said.speaker.role}</bdi></>}</> : claim.unknownSpeaker}
          {said.day && <>{common.comma}<Day day={said.day} /></>}
        </p>
      )}
    </>
  );
}

function Standing({ frame, record }: { frame: Frame; record: ClaimRecord }): VNode {
  const spoken = useLanguage();
  const { common } = spoken.words;
  const { standing, verdict } = record;
  const why = whyOf(record, frame.reviewPolicy, spoken);
  return (
    <>
      <p class="standing">
        <Badge tone={toneOf(standing.code, verdict?.rating.colour)} label={standingWord(standing, spoken)} />
        {standing.since && <> <span class="since">{fill(common.since, { day: <Day day={standing.since} /> })}</span></>}
        {standing.code === 'too_early' && standing.due && <> <span class="since">{fill(common.due, { day: <Day day={standing.due} /> })}</span></>}
        {standing.code === 'being_reassessed' && <>{common.comma}<span class="since">{common.beingReassessed}</span></>}
      </p>
      <p class="why" {...(why.own ? written(record.language) : {})}>{why.text}</p>
    </>
  );
}

/** Opens beside the page that the card stands in: within the frame it would be a site in a keyhole. */
function Foot({ frame, record }: { frame: Frame; record: ClaimRecord }): VNode {
  const { at, words: { claim } } = useLanguage();
  const [behind, words] = record.status === 'withdrawn' ? ['/history', claim.everyChange] : record.verdict ? ['#verdict', claim.verdictInFull] : record.resolution ? ['#settles', claim.whatWouldSettle] : ['#evidence', claim.evidenceSoFar];
  return <p class="foot"><a href={`${frame.publicUrl}${at(`/claims/${record.slug}`)}${behind}`} target="_blank" rel="noopener">{words}</a> <span class="site">{frame.siteName}</span></p>;
}
