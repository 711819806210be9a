// Keeps what is typed into the desk's forms: on the server a moment after typing, in this browser while the server cannot be reached or
// the session has ended, and brings it back. A form takes part by data-draft="<key>". What is kept here belongs to one account, and goes when it signs out.
{
  const STORE = 'claimline:draft:';
  const PAUSE = 800;
  const forms = () => [...document.querySelectorAll('form[data-draft]')];
  const clock = (instant) => new Date(instant).toLocaleTimeString('en-GB', { hour: '2-digit', minute: '2-digit' });
  /** Account, token and what is kept; nothing while the server cannot be asked. */
  let known;

  // ---- This browser's own copies ----

  const local = {
    get(key) {
      try {
        return JSON.parse(localStorage.getItem(key) ?? 'null');
      } catch {
        return null;
      }
    },
    set(key, value) {
      try {
        localStorage.setItem(key, JSON.stringify(value));
        return true;
      } catch {
        // Full, or not allowed in this browser.
        return false;
      }
    },
    remove(key) {
      try {
        localStorage.removeItem(key);
      } catch {
        // Nothing to take away then.
      }
    },
    keys() {
      try {
        return Object.keys(localStorage).filter((key) => key.startsWith(STORE));
      } catch {
        return [];
      }
    },
  };
  const account = () => document.querySelector('[data-account]')?.dataset.account ?? known?.account ?? sessionAccount();
  const sessionAccount = () => {
    try {
      return sessionStorage.getItem('claimline:account') ?? undefined;
    } catch {
      return undefined;
    }
  };
  const storeKey = (form) => `${STORE}${account()}:${form.dataset.draft}`;

  // ---- A form's words ----

  const isKept = ({ name, type }) => name && !/^_|password|secret|token|passkey|^once$/i.test(name) && !['password', 'file', 'submit', 'button'].includes(type);

  function fieldsOf(form) {
    const fields = {};
    for (const element of form.elements) {
      if (!isKept(element) || element.disabled) continue;
      if ((element.type === 'checkbox' || element.type === 'radio') && !element.checked) continue;
      (fields[element.name] ??= []).push(element.value);
    }
    return fields;
  }

  function put(form, fields) {
    const missing = [];
    for (const [name, values] of Object.entries(fields)) {
      // What was seen when it was typed goes with it where the form says so, so that it overwrites nothing unseen.
      if ((name === 'version' && !fields.seen) || name.startsWith('_')) continue;
      const elements = [...form.elements].filter((element) => element.name === name && isKept(element));
      if (elements.length === 0 && values.some((value) => value !== '')) missing.push(name);
      let place = 0;
      for (const element of elements) {
        if (element.type === 'checkbox' || element.type === 'radio') element.checked = values.includes(element.value);
        else element.value = values[place++] ?? '';
        if (values.some((value) => value !== '') && !['select-one', 'hidden'].includes(element.type)) element.closest('details')?.setAttribute('open', '');
      }
    }
    for (const element of form.elements) if (isKept(element) && (element.type === 'checkbox' || element.type === 'radio') && !fields[element.name]) element.checked = false;
    form.dispatchEvent(new CustomEvent('desk:restored', { bubbles: true }));
    return missing;
  }

  const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

  // ---- What the person sees of it ----

  const lines = new WeakMap();
  function say(form, words, isBad = false) {
    let line = lines.get(form);
    if (!line) {
      line = document.createElement('p');
      line.className = 'draft-line';
      line.setAttribute('role', 'status');
      ([...form.querySelectorAll('.form-actions')].at(-1) ?? form).after(line);
      lines.set(form, line);
    }
    line.classList.toggle('draft-line-bad', isBad);
    if (line.textContent !== words) line.textContent = words;
  }

  function tellRestored(form, savedAt, where) {
    if (form.querySelector('.draft-notice')) return;
    const notice = document.createElement('div');
    notice.className = 'notice notice-info draft-notice';
    notice.setAttribute('role', 'status');
    const words = document.createElement('p');
    words.textContent = `Restored what you typed at ${clock(savedAt)}${where}. It is not sent yet, and only you can see it.`;
    const button = Object.assign(document.createElement('button'), { type: 'button', className: 'button-quiet', textContent: 'Start afresh' });
    button.addEventListener('click', () => void afresh(form));
    const line = document.createElement('p');
    line.append(button);
    notice.append(words, line);
    form.prepend(notice);
    form.closest('details')?.setAttribute('open', '');
  }

  async function afresh(form) {
    const state = states.get(form);
    clearTimeout(state.timer);
    state.done = true;
    local.remove(storeKey(form));
    try {
      await post(form, '/desk/drafts/forget', new URLSearchParams({ _csrf: token(form), forget_draft: form.dataset.draft }));
    } catch {
      say(form, 'Not thrown away: no connection. Try again.', true);
      state.done = false;
      return;
    }
    location.reload();
  }

  // ---- Saving ----

  const states = new WeakMap();
  const token = (form) => form.elements._csrf?.value ?? known?.csrf ?? '';

  function post(form, path, body, keepalive = false) {
    return fetch(path, { method: 'POST', body, keepalive, redirect: 'manual', headers: { accept: 'application/json' } });
  }

  function bodyOf(form) {
    const body = new URLSearchParams();
    for (const [name, values] of Object.entries(fieldsOf(form))) for (const value of values) body.append(name, value);
    body.append('_csrf', token(form));
    body.append('save_draft', form.dataset.draft);
    return body;
  }

  function keepHere(form) {
    if (account() === undefined) return false;
    return local.set(storeKey(form), { fields: fieldsOf(form), savedAt: Date.now(), once: form.elements.once?.value ?? '', path: location.pathname });
  }

  const here = (kept) => (kept ? 'kept in this browser' : 'this browser keeps nothing either, so copy what you typed');

  async function save(form, { leaving = false, again = true } = {}) {
    const state = states.get(form);
    clearTimeout(state.timer);
    if (state.done) return;
    const fields = fieldsOf(form);
    if (same(fields, state.saved)) return;
    const kept = keepHere(form);
    try {
      const body = bodyOf(form);
      // What a leaving page sends is bounded by browsers; what is larger stays here and is sent when it comes back.
      if (leaving && body.toString().length > 60_000) return;
      const answer = await post(form, '/desk/drafts', body, leaving);
      if (answer.type === 'opaqueredirect') return say(form, `Not saved: you are signed out; ${here(kept)}. Sign in again in another tab, or send the form.`, true);
      if (answer.status === 403 && again && (await isSame(form))) return save(form, { leaving, again: false });
      if (answer.status >= 500 || answer.status === 403 || answer.status === 429) return say(form, `Not saved: the desk does not answer; ${here(kept)}.`, true);
      if (!answer.ok) return say(form, `Not saved: this is more than a draft can hold; ${here(kept)}.`, true);
      const { savedAt } = await answer.json();
      state.saved = fields;
      // Kept no longer than it is needed: the server has it, unless more was typed meanwhile.
      if (same(fields, fieldsOf(form))) local.remove(storeKey(form));
      say(form, savedAt ? `Saved ${clock(savedAt)}` : '');
    } catch {
      say(form, `Not saved: no connection, ${here(kept)}`, true);
      clearTimeout(state.timer);
      state.timer = setTimeout(() => void save(form), 15_000);
    }
  }

  // Whoever signed in anew in another tab is the same person or another; only the same may go on in this page.
  async function isSame(form) {
    const before = account();
    const now = await ask();
    if (!now || now.account !== before) {
      say(form, 'Not saved: somebody else has signed in here since this page was opened. Copy what you typed.', true);
      return false;
    }
    for (const element of document.querySelectorAll('input[name="_csrf"]')) element.value = now.csrf;
    return true;
  }

  // ---- Bringing back ----

  async function ask() {
    const keys = forms().map((form) => form.dataset.draft);
    const marks = local.keys().map((key) => local.get(key)?.once).filter(Boolean);
    try {
      const answer = await fetch(`/desk/drafts?keys=${encodeURIComponent(keys.join(','))}&once=${encodeURIComponent(marks.join(','))}`, { headers: { accept: 'application/json' }, redirect: 'manual' });
      if (!answer.ok) return undefined;
      const now = await answer.json();
      try {
        sessionStorage.setItem('claimline:account', now.account);
      } catch {
        // Known for this page only then.
      }
      return now;
    } catch {
      return undefined;
    }
  }

  async function begin() {
    if (forms().length === 0 && local.keys().length === 0) return;
    for (const form of forms()) listen(form);
    known = await ask();
    if (!known) return;
    // What was sent after all is not brought back.
    for (const key of local.keys()) if (key.startsWith(`${STORE}${known.account}:`) && known.sent.includes(local.get(key)?.once)) local.remove(key);
    for (const form of forms()) restore(form);
  }

  function restore(form) {
    const state = states.get(form);
    const onServer = known.drafts[form.dataset.draft];
    const inBrowser = local.get(storeKey(form));
    const newest = inBrowser && (!onServer || inBrowser.savedAt > Date.parse(onServer.savedAt)) ? { ...inBrowser, where: ', kept in this browser' } : onServer && { ...onServer, where: '' };
    if (!newest || inBrowser === null && !onServer) return;
    // A form that was just refused has newer words, and so has one in which somebody types already.
    const isNewer = form.querySelector('[data-typed], .field-error') || state.touched;
    if (isNewer) return;
    const shown = form.querySelector('[data-drafted]');
    if (shown && newest === onServer) return;
    if (newest.where) shown?.remove();
    const missing = put(form, newest.fields);
    state.saved = inBrowser && newest.where ? undefined : fieldsOf(form);
    tellRestored(form, newest.savedAt, newest.where);
    if (newest.where) void save(form).then(() => missing.length > 0 && !location.hash.includes('drawn') && redrawn(form));
    else if (missing.length > 0) redrawn(form);
  }

  // Steps of a chain that the page has no fields for are drawn by the server, which now has them; once, or a page without them would go round in circles.
  function redrawn(form) {
    const mark = `claimline:redrawn:${form.dataset.draft}`;
    try {
      if (sessionStorage.getItem(mark)) return;
      sessionStorage.setItem(mark, '1');
    } catch {
      return;
    }
    location.reload();
  }

  // ---- Listening ----

  function listen(form) {
    if (states.has(form)) return;
    const state = { saved: fieldsOf(form), timer: undefined, touched: false, done: false };
    states.set(form, state);
    for (const button of form.querySelectorAll('[data-save-draft]')) button.hidden = true;
    const typed = () => {
      state.touched = true;
      clearTimeout(state.timer);
      state.timer = setTimeout(() => void save(form), PAUSE);
    };
    form.addEventListener('input', typed);
    form.addEventListener('change', typed);
    form.addEventListener('submit', (event) => {
      const name = event.submitter?.name;
      if (event.defaultPrevented || state.sending || name === 'save_draft') return;
      if (name === 'forget_draft') {
        state.done = true;
        local.remove(storeKey(form));
        return;
      }
      clearTimeout(state.timer);
      if (same(fieldsOf(form), state.saved)) {
        state.done = true;
        return;
      }
      // Saved before it is sent, so that a draft saved late does not outlive what it was a draft of; a second press waits with the first.
      event.preventDefault();
      if (state.flushing) return;
      state.flushing = true;
      const patience = new Promise((resolve) => { setTimeout(resolve, 1500); });
      void Promise.race([save(form), patience]).then(() => {
        state.flushing = false;
        state.sending = true;
        state.done = true;
        form.requestSubmit(event.submitter ?? undefined);
      });
    });
  }

  // Away, hidden or asleep: now is the time, because there may be no other.
  const leave = () => forms().forEach((form) => states.get(form)?.touched && void save(form, { leaving: true }));
  addEventListener('pagehide', leave);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && leave());
  addEventListener('online', () => forms().forEach((form) => states.get(form)?.touched && void save(form)));
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    for (const form of forms()) Object.assign(states.get(form) ?? {}, { done: false, sending: false });
  });

  // Who signs out leaves nothing of theirs in this browser; what was typed is on the server.
  document.addEventListener('submit', (event) => {
    if (!event.target.matches?.('form[action="/desk/sign-out"]') || event.target.dataset.left) return;
    event.preventDefault();
    event.target.dataset.left = 'yes';
    const patience = new Promise((resolve) => { setTimeout(resolve, 1500); });
    void Promise.race([Promise.all(forms().map((form) => states.get(form)?.touched && save(form))), patience]).then(() => {
      const mine = account();
      for (const key of local.keys()) if (mine === undefined || key.startsWith(`${STORE}${mine}:`)) local.remove(key);
      for (const form of forms()) Object.assign(states.get(form) ?? {}, { done: true });
      try {
        sessionStorage.removeItem('claimline:account');
      } catch {
        // Not kept then either.
      }
      event.target.submit();
    });
  });

  void begin();
}
