/** What the head of a claim's page has for machines: its ClaimReview, and where to ask for an embed, data and feeds. */
import type { VNode } from 'preact';
import type { ClaimRecord } from '../../record/claim-record.dto.js';
import type { Frame } from '../../shared/html/page.js';

/** @param jsonLd escaped, so that no text in it can end the element */
export function ClaimHead({ frame, record, jsonLd }: { frame: Frame; record: ClaimRecord; jsonLd: string | null }): VNode {
  const url = frame.publicUrl + frame.language.at(`/claims/${record.slug}`);
  const said = record.statements[0]?.speaker;
  return (
    <>
      <link rel="alternate" type="application/json+oembed" href={`${frame.publicUrl}/oembed?format=json&url=${encodeURIComponent(url)}`} title={record.title} />
      <link rel="alternate" type="text/xml+oembed" href={`${frame.publicUrl}/oembed?format=xml&url=${encodeURIComponent(url)}`} title={record.title} />
      <link rel="alternate" type="application/json" href={`${frame.publicUrl}/api/v1/claims/${record.slug}`} />
      {jsonLd && <link rel="alternate" type="application/ld+json" href={`${frame.publicUrl}/claims/${record.slug}.jsonld`} />}
      {said && <link rel="alternate" type="application/atom+xml" title={said.name} href={`/feeds/speakers/${said.slug}/verdicts.atom`} />}
      <meta property="article:modified_time" content={record.changedAt} />
      {record.publicAt && <meta property="article:published_time" content={record.publicAt} />}
      {jsonLd && <script type="application/ld+json" dangerouslySetInnerHTML={{ __html: jsonLd }} />}
    </>
  );
}
