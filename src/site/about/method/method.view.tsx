/** How we work, as the service itself holds to it: the scales on record, the workflow's own table, the permissions in force. */
import type { ComponentChildren, VNode } from 'preact';
import { CLAIM_KINDS, CORRECTION_KINDS, STATUSES, type Status, WAS_SAID, WEIGHTS } from '../../../claims/claim.words.js';
import type { ScaleView } from '../../../scales/scale.dto.js';
import { Badge, toneOf } from '../../../shared/html/badge.js';
import { fill, inWords, type Language, useLanguage } from '../../../shared/html/language.js';
import { type Frame, Page } from '../../../shared/html/page.js';
import { ROLES, type Role } from '../../../shared/roles.js';
import { ACTIONS } from '../../../workflow/workflow.rules.js';
import { FeedHead, FeedLinks } from '../about-parts.view.js';
import { waysOf, whoMay } from './method.rules.js';

export interface MethodPageProps {
  frame: Frame;
  /** Current versions, and earlier ones on which public claims are judged. */
  scales: readonly ScaleView[];
  /** Of those that the catalogue has words for. */
  permissions: readonly { key: string; roles: readonly Role[] }[];
}

export function MethodPage({ frame, scales, permissions }: MethodPageProps): VNode {
  const { at, say, words: { method, common, claim } } = frame.language;
  const single = frame.reviewPolicy === 'single';
  const sections: [id: string, title: string, body: ComponentChildren][] = [
    ['what', method.whatTitle, (
      <>
        <p>{method.whatText}</p>
        <Terms of={CLAIM_KINDS.map((kind) => [common.kind[kind], method.kinds[kind]])} />
        <p>{method.chosenText}</p>
      </>
    )],
    ['said', method.saidTitle, (
      <>
        <p>{method.saidText}</p>
        <Terms of={WAS_SAID.map((was) => [claim.wasSaidShort[was], method.said[was]])} />
      </>
    )],
    ['settles', method.settlesTitle, <p>{method.settlesText}</p>],
    ['evidence', method.evidenceTitle, (
      <>
        <p>{method.evidenceText}</p>
        <Terms of={WEIGHTS.map((weight) => [common.weight[weight], method.weights[weight]])} />
        <p>{method.evidenceWithdrawn}</p>
      </>
    )],
    ['scales', method.scalesTitle, <Scales scales={scales} />],
    ['steps', method.stepsTitle, (
      <>
        <p class="prose">{single ? method.single : method.two}</p>
        <Terms of={ROLES.map((role) => [method.people[role], method.roles[role]])} />
        <p class="prose">{method.rolesText}</p>
        <h3>{method.statusTitle}</h3>
        <Terms of={STATUSES.map((status) => [method.status[status]!.name, method.status[status]!.text])} />
        <Steps single={single} />
        <Permissions permissions={permissions} />
      </>
    )],
    ['corrections', method.correctionsTitle, (
      <>
        <p>{method.correctionsText} <a href={at('/corrections')}>{method.allCorrections}</a></p>
        <Terms of={CORRECTION_KINDS.map((kind) => [common.correction[kind], method.kindsOfCorrection[kind]])} />
        <ul class="bullets">{method.correctionsRules.map((rule) => <li key={rule}>{rule}</li>)}</ul>
      </>
    )],
    ['past', method.pastTitle, <p>{fill(method.pastText, { example: <code>?as_of=2022-02-01</code> })}</p>],
    ['report', method.reportTitle, <p>{method.reportText} <a href={at('/report')}>{method.reportLink}</a></p>],
    ['feeds', method.feedsTitle, (
      <>
        <p>{method.feedsText}</p>
        <FeedLinks base="/feeds" />
      </>
    )],
    ['data', method.dataTitle, (
      <>
        <p>{method.dataText}</p>
        <ul class="bullets">
          <li><a href="/api/docs">{method.api}</a></li>
          <li><a href="/api/v1/openapi.json">{method.openapi}</a></li>
          <li><a href="/sitemap.xml">{method.sitemap}</a></li>
          <li>{fill(method.claimReview, { ending: <code>.jsonld</code> })}</li>
          <li>{say(method.embed, { share: claim.share })}</li>
        </ul>
      </>
    )],
    ['who', method.whoTitle, (
      <>
        <p>{say(method.whoText, { site: frame.siteName })} {method.whoContact} <a href={at('/report')}>{method.reportLink}</a></p>
        <p>{method.licence}</p>
      </>
    )],
  ];
  return (
    <Page {...frame} section="site" path="/method" title={method.title} description={method.description} head={<FeedHead base="/feeds" title={frame.siteName} />}>
      <div class="wrap">
        <div class="page-head">
          <h1>{method.title}</h1>
          <p>{method.lead}</p>
        </div>
        <div class="method">
          <nav class="method-contents no-print" aria-labelledby="contents-title">
            <h2 id="contents-title">{method.contents}</h2>
            <ul class="plain-list">{sections.map(([id, title]) => <li key={id}><a href={`#${id}`}>{title}</a></li>)}</ul>
          </nav>
          <div>
            {sections.map(([id, title, body]) => (
              <section key={id} class="section" id={id} aria-labelledby={`${id}-title`}>
                <h2 id={`${id}-title`}>{title}</h2>
                <div class="method-text">{body}</div>
              </section>
            ))}
          </div>
        </div>
      </div>
    </Page>
  );
}

function Terms({ of }: { of: readonly (readonly [term: string, meaning: string])[] }): VNode {
  return <dl class="terms">{of.map(([term, meaning]) => <div key={term}><dt>{term}</dt><dd>{meaning}</dd></div>)}</dl>;
}

function Scales({ scales }: { scales: readonly ScaleView[] }): VNode {
  const { say, listed, words: { method, common } } = useLanguage();
  const without = scales.filter((scale) => scale.current).flatMap((scale) => scale.ratings).filter((rating) => rating.number === null);
  return (
    <>
      <p>{method.scalesText}</p>
      {scales.map((scale) => <Scale key={scale.id} scale={scale} several={scales.some((other) => other.key === scale.key && other.id !== scale.id)} />)}
      {without.length > 0 && <h3>{method.numbersTitle}</h3>}
      {without.length > 0 && <p>{say(method.numbersText, { ratings: listed(without.map((rating) => `“${inWords(common.ratings, rating.label)}”`)) })}</p>}
      <p>{method.scaleKept}</p>
    </>
  );
}

/** @param several whether another version of the scale is on the page */
function Scale({ scale, several }: { scale: ScaleView; several: boolean }): VNode {
  const { say, words: { method, common } } = useLanguage();
  const id = scale.current ? `scale-${scale.key}` : `scale-${scale.key}-${scale.version}`;
  const meant = scale.current ? method.scaleFor[scale.key] : method.earlierVersion;
  return (
    <div class="method-scale" id={id}>
      <h3>{inWords(common.scales, scale.name)}{several && <span class="muted small"> {say(method.scaleVersion, { version: scale.version })}</span>}</h3>
      {meant && <p class="small muted">{meant}</p>}
      <ul class="scale">
        {scale.ratings.map((rating) => (
          <li key={rating.id}>
            <Badge tone={toneOf('rated', rating.colour)} label={inWords(common.ratings, rating.label)} />
            <span>{inWords(common.meanings, rating.meaning)} <span class="muted small scale-number">{rating.number === null ? method.noNumber : say(method.number, { n: rating.number })}</span></span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Steps({ single }: { single: boolean }): VNode {
  const spoken = useLanguage();
  const { either, words: { method } } = spoken;
  return (
    <>
      <h3 id="steps-table">{method.stepsTable}</h3>
      <div class="table-scroll" tabIndex={0} role="region" aria-labelledby="steps-table">
        <table class="table-stack">
          <thead><tr><th scope="col">{method.step}</th><th scope="col">{method.goes}</th><th scope="col">{method.who}</th><th scope="col">{method.needs}</th></tr></thead>
          <tbody>
            {ACTIONS.map((action) => (
              <tr key={action}>
                <th scope="row">{method.actions[action]!.name}</th>
                <td data-label={method.goes}>{ways(waysOf(action), spoken)}</td>
                <td data-label={method.who}>{either(whoMay(action).map((who) => method.people[who]))}</td>
                <td data-label={method.needs}>{(single && method.needsSingle[action]) || method.actions[action]!.needs || method.nothingMore}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** "from awaiting approval to in review; from in review to open" */
function ways(of: ReturnType<typeof waysOf>, { say, either, words: { method } }: Language): string {
  const name = (status: Status) => method.status[status]!.name;
  return of.map(({ from, to, stays }) => (stays ? say(method.stays, { status: name(to) }) : say(method.from, { from: either(from.map(name)), to: name(to) }))).join(method.semicolon);
}

function Permissions({ permissions }: { permissions: MethodPageProps['permissions'] }): VNode {
  const { either, words: { method } } = useLanguage();
  return (
    <>
      <h3 id="other-table">{method.otherTitle}</h3>
      <div class="table-scroll" tabIndex={0} role="region" aria-labelledby="other-table">
        <table>
          <thead><tr><th scope="col">{method.what}</th><th scope="col">{method.who}</th></tr></thead>
          <tbody>
            {permissions.map(({ key, roles }) => <tr key={key}><th scope="row">{method.permissions[key]}</th><td>{either(roles.map((role) => method.people[role]))}</td></tr>)}
          </tbody>
        </table>
      </div>
    </>
  );
}
