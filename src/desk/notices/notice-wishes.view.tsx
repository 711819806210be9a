/** Which notices come by e-mail: a section for one's own page, and a page of its own. */
import type { VNode } from 'preact';
import { NOTICE_KINDS, NOTICE_WORDS, type NoticeKind } from '../../notices/notice.words.js';
import { ErrorSummary, Notice } from '../../shared/html/form.js';
import { renderPage } from '../../shared/html/page.js';
import type { Role } from '../../shared/roles.js';
import { Carried, ChoiceGroup, Send, stateOf } from '../forms/fields.view.js';
import type { RefusedForm } from '../forms/refusal.js';
import { DeskPage, type Frame } from '../frame.view.js';

export const WISHES_FORM = 'notice-wishes';

export interface WishesProps {
  frame: Frame;
  wanted: readonly NoticeKind[];
  roles: readonly Role[];
  /** Where letters go. */
  email: string;
  /** False where the desk has no mail server. */
  mailing: boolean;
  done: boolean;
  refused: RefusedForm | undefined;
}

/** Without its heading, so that it can stand in any page. */
function WishesForm({ frame, wanted, roles, email, mailing, refused }: Omit<WishesProps, 'done'>): VNode {
  const form = stateOf(WISHES_FORM, refused, { kinds: wanted });
  const kinds = NOTICE_KINDS.filter((kind) => kind !== 'unattended' || roles.includes('admin'));
  return (
    <form id={WISHES_FORM} class="form" method="post" action="/desk/me/notices" noValidate>
      <Carried csrfToken={frame.csrfToken} />
      {!mailing && <Notice><p>This desk has no mail server, so nothing is sent for now. What you choose is kept for when it has one.</p></Notice>}
      <ChoiceGroup
        form={form} name="kinds" many optional label="Send me an e-mail when"
        hint={`Letters go to ${email}. What you see in the desk within two minutes is not sent; what comes close together goes into one letter.`}
        choices={kinds.map((kind) => ({ value: kind, label: NOTICE_WORDS[kind].title, detail: NOTICE_WORDS[kind].detail }))}
      />
      {/* Kept as it is for who is no admin now, and may be again. */}
      {!kinds.includes('unattended') && wanted.includes('unattended') && <input type="hidden" name="kinds" value="unattended" />}
      <Send form={form} words="Save" />
    </form>
  );
}

function Wishes(props: WishesProps): VNode {
  const { frame, done, refused } = props;
  return (
    <DeskPage frame={frame} title={refused ? 'Error: Notices by e-mail' : 'Notices by e-mail'}>
      {refused && <ErrorSummary errors={refused.errors} title="This was not saved" />}
      {done && <Notice kind="success"><p>Saved. It holds from the next notice on.</p></Notice>}
      <div class="page-head">
        <h1>Notices by e-mail</h1>
        <p>In the desk you are told of everything; this is what also comes by e-mail.</p>
        <p class="desk-links"><a href="/desk/me">Your own page</a></p>
      </div>
      <WishesForm {...props} />
    </DeskPage>
  );
}

export const wishesPage = (props: WishesProps): string => renderPage(<Wishes {...props} />);
