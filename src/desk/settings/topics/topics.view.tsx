/** The topics of the desk: what claims are about, with names that readers see. */
import type { VNode } from 'preact';
import type { TopicView } from '../../../topics/topic.dto.js';
import { ErrorSummary, Notice } from '../../../shared/html/form.js';
import { renderPage } from '../../../shared/html/page.js';
import { Carried, Send, stateOf, TextArea, TextField } from '../../forms/fields.view.js';
import type { RefusedForm } from '../../forms/refusal.js';
import { DeskPage, type Frame } from '../../frame.view.js';

export interface TopicsProps {
  frame: Frame;
  topics: readonly (TopicView & { claims: number })[];
  more: string | null;
  wanted: string;
  mayWrite: boolean;
  once: string;
  done: string | undefined;
  refused: RefusedForm | undefined;
}

function Topics({ frame, topics, more, wanted, mayWrite, once, done, refused }: TopicsProps): VNode {
  const form = stateOf('new-topic', refused);
  return (
    <DeskPage frame={frame} title={refused ? 'Error: Topics' : 'Topics'}>
      {refused && <ErrorSummary errors={refused.errors} title="This was not done" />}
      {done && <Notice kind="success"><p>{done}</p></Notice>}
      <header class="page-head">
        <p class="kicker"><a href="/desk/settings">Settings</a></p>
        <h1>Topics</h1>
        <p class="muted">Readers follow a topic on a page of its own. A topic of drafts alone is not shown to them.</p>
      </header>
      <form class="problem-search" action="/desk/settings/topics" role="search" aria-label="Find a topic">
        <div class="field">
          <label for="topic-q">Part of a name</label>
          <input id="topic-q" name="q" maxLength={80} autocomplete="off" value={wanted} />
        </div>
        <button type="submit" class="button-quiet">Find</button>
      </form>
      <section class="section" aria-labelledby="topics-title">
        <h2 id="topics-title">{wanted ? `Topics with “${wanted}”` : 'All topics'}</h2>
        {topics.length === 0 ? <p>{wanted ? 'No topic is called so.' : 'There is no topic yet.'}</p> : (
          <ul class="desk-list">
            {topics.map((topic) => <Topic key={topic.id} topic={topic} frame={frame} mayWrite={mayWrite} refused={refused} />)}
          </ul>
        )}
        {more && <p class="more"><a href={`/desk/settings/topics?${new URLSearchParams({ ...(wanted ? { q: wanted } : {}), after: more }).toString()}`} rel="next">More topics</a></p>}
      </section>
      {mayWrite && (
        <section class="section" aria-labelledby="new-topic-title">
          <h2 id="new-topic-title">Make a topic</h2>
          <form class="form" id={form.id} method="post" action="/desk/settings/topics" noValidate>
            <Carried csrfToken={frame.csrfToken} once={once} />
            <TextField form={form} name="topicName" />
            <TextArea form={form} name="topicDescription" rows={2} hint="For readers, at the head of the topic’s page." optional />
            <Send form={form} words="Make the topic" />
          </form>
        </section>
      )}
    </DeskPage>
  );
}

function Topic({ topic, frame, mayWrite, refused }: { topic: TopicsProps['topics'][number]; frame: Frame; mayWrite: boolean; refused: RefusedForm | undefined }): VNode {
  const form = stateOf(`topic-${topic.id}`, refused);
  return (
    <li class="desk-item" id={`of-${topic.id}`}>
      <p class="desk-item-title">{topic.name}</p>
      {topic.description && <p class="prose">{topic.description}</p>}
      <ul class="desk-item-facts">
        <li>{topic.claims === 1 ? 'One claim' : `${topic.claims.toLocaleString('en-GB')} claims`}</li>
        {topic.claims > 0 && <li><a href={`/topics/${topic.slug}`}>As readers see it</a></li>}
      </ul>
      {mayWrite && (
        <details open={form.sent !== undefined}>
          <summary>Change<span class="visually-hidden"> “{topic.name}”</span></summary>
          <form class="form" id={form.id} method="post" action={`/desk/settings/topics/${topic.id}`} noValidate>
            <Carried csrfToken={frame.csrfToken} version={topic.version} />
            <TextField form={form} name="topicName" value={topic.name} />
            <TextArea form={form} name="topicDescription" rows={2} value={topic.description} optional />
            <Send form={form} words="Change the topic" quiet />
          </form>
        </details>
      )}
    </li>
  );
}

export const topicsPage = (props: TopicsProps): string => renderPage(<Topics {...props} />);
