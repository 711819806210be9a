// Keeps open pages of the desk true without loading them again: whatever carries `data-live` is asked for anew when one of its topics
// is told of, and everything is, whenever something may have been missed: after sleep, behind another window, on a line that was down.
// In a function, because all scripts of a page share one scope.
(() => {
  /** Longer than two of the server's beats (15 s): the line is dead, whatever the browser thinks. */
  const SILENCE = 40_000;
  const TICK = 5_000;
  /** Where the server itself hears nothing, pages ask by the clock. */
  const BY_THE_CLOCK = 20_000;
  const LEAST_APART = 1_000;
  /** Looking at another window for a moment closes nothing. */
  const AWAY_AFTER = 3_000;

  const tab = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(36)).join('').slice(0, 24);
  const line = document.getElementById('desk-line');
  /** Forms in which somebody has typed since they were drawn. */
  const typedIn = new WeakSet();
  const waiting = new WeakMap();

  let stream;
  let listensTo = '';
  let heardAt = 0;
  let tickedAt = Date.now();
  let opened = 0;
  let failures = 0;
  let retry;
  let deafSince;
  let clockAt = 0;
  let signedOut = false;
  let full = false;
  let goingAway;

  const live = () => [...document.querySelectorAll('[data-live]')];
  const topicsOf = (element) => element.dataset.live.split(' ').filter(Boolean);

  function say(words) {
    if (line && line.textContent !== words) line.textContent = words;
  }

  function sayOut() {
    if (!line || line.dataset.out) return;
    line.dataset.out = 'true';
    const link = document.createElement('a');
    link.href = '/desk/sign-in';
    link.target = '_blank';
    link.textContent = 'Sign in again in a new window';
    line.replaceChildren('You are signed out. What you typed is still here. ', link, ', then go on here.');
  }

  function sayIn() {
    if (line) delete line.dataset.out;
    signedOut = false;
    say('');
  }

  // ---- Asking anew ----

  document.addEventListener('input', ({ target }) => {
    const form = target.form ?? target.closest?.('form');
    if (form) typedIn.add(form);
  });
  document.addEventListener('reset', ({ target }) => typedIn.delete(target));
  document.addEventListener('focusout', () => setTimeout(() => {
    for (const element of live()) if (waiting.get(element)?.held && !isHeld(element)) refresh(element);
  }, 200));

  /** Nothing is taken away under a hand: not what has the focus, nor a form in which somebody types, nor an open dialog. */
  function isHeld(element) {
    if ([...element.querySelectorAll('form')].some((form) => typedIn.has(form)) || element.querySelector('dialog[open]')) return true;
    const focused = document.activeElement;
    if (!focused || focused === document.body || !element.contains(focused) || focused === element) return false;
    // A link that is still there afterwards keeps the focus, where the page says that this is enough.
    return !(focused.matches('a[href]') && focused.closest('[data-live-focus="links"]'));
  }

  function stateOf(element) {
    if (!waiting.has(element)) waiting.set(element, { timer: undefined, busy: false, again: false, held: false, at: 0 });
    return waiting.get(element);
  }

  function refresh(element, soon = 120) {
    const state = stateOf(element);
    if (state.timer) return;
    state.timer = setTimeout(() => {
      state.timer = undefined;
      ask(element, state).catch(() => undefined);
    }, Math.max(soon, state.at + LEAST_APART - Date.now()));
  }

  async function ask(element, state) {
    if (!element.isConnected) return;
    if (state.busy) {
      state.again = true;
      return;
    }
    state.busy = true;
    state.at = Date.now();
    try {
      const response = await fetch(element.dataset.liveFrom, { headers: { accept: 'text/html' }, redirect: 'manual', cache: 'no-store', credentials: 'same-origin' });
      if (response.type === 'opaqueredirect' || response.status === 401) {
        signedOut = true;
        sayOut();
        hangUp();
      } else if (response.ok) {
        if (signedOut) sayIn();
        replace(element, await response.text(), state);
      } else if (response.status >= 500) refresh(element, TICK);
    } catch {
      // The line is down; everything is asked for anew when it is back.
    } finally {
      state.busy = false;
      if (state.again) {
        state.again = false;
        refresh(element);
      }
    }
  }

  function replace(element, html, state) {
    const fresh = document.createElement('template');
    fresh.innerHTML = html;
    if (state.shown === undefined ? fresh.innerHTML === element.innerHTML : fresh.innerHTML === state.shown) return;
    state.held = isHeld(element);
    if (state.held) return;
    state.shown = fresh.innerHTML;
    const focused = element.contains(document.activeElement) ? document.activeElement.getAttribute('href') : null;
    const within = focused === null ? undefined : document.activeElement.closest('[id]')?.id;
    const open = [...element.querySelectorAll('details[open][id]')].map(({ id }) => id);
    element.replaceChildren(fresh.content);
    for (const id of open) document.getElementById(id)?.setAttribute('open', '');
    if (focused !== null) {
      // One claim may stand in two lists.
      const same = [...element.querySelectorAll('a[href]')].filter((link) => link.getAttribute('href') === focused);
      (same.find((link) => link.closest('[id]')?.id === within) ?? same[0])?.focus({ preventScroll: true });
    }
    element.dispatchEvent(new CustomEvent('desk:replaced', { bubbles: true }));
    listen();
  }

  const refreshAll = () => live().forEach((element) => refresh(element, 0));

  // ---- The line ----

  /** The address of what this page listens to now. */
  function wanted() {
    const topics = [...new Set(live().flatMap(topicsOf))].sort();
    const claim = document.querySelector('[data-presence]')?.dataset.presence;
    if (topics.length === 0 && !claim) return '';
    return `/desk/live?topics=${encodeURIComponent(topics.join(','))}${claim ? `&claim=${encodeURIComponent(claim)}&tab=${tab}` : ''}`;
  }

  function hangUp() {
    clearTimeout(retry);
    stream?.close();
    stream = undefined;
  }

  function listen() {
    const address = wanted();
    if (address === '' || document.visibilityState === 'hidden' || (stream && address === listensTo)) return;
    hangUp();
    listensTo = address;
    heardAt = Date.now();
    const own = new EventSource(address);
    stream = own;
    const on = (event, then) => own.addEventListener(event, (message) => {
      if (own !== stream) return;
      heardAt = Date.now();
      then(message.data);
    });
    on('ready', () => {
      failures = 0;
      deafSince = undefined;
      opened++;
      full = false;
      sayIn();
      // Between the drawing of the page and this line something may have happened, and before a line that was down even more.
      refreshAll();
      document.dispatchEvent(new CustomEvent('desk:ready', { detail: { again: opened > 1 } }));
    });
    on('changed', (data) => {
      const topics = new Set(data.split(' '));
      for (const element of live()) if (topicsOf(element).some((topic) => topics.has(topic))) refresh(element);
      document.dispatchEvent(new CustomEvent('desk:changed', { detail: { topics } }));
    });
    on('beat', () => undefined);
    on('deaf', () => {
      deafSince ??= Date.now();
    });
    on('over', () => {
      hangUp();
      signedOut = true;
      sayOut();
    });
    on('full', () => {
      hangUp();
      full = true;
      say('So many windows of the desk are open that this one is no longer kept up to date. Come back to it, and it is.');
    });
    own.onerror = () => {
      if (own !== stream) return;
      // Whoever was signed out gets no stream but a page, which the browser takes for an error: a fragment tells which it is.
      hangUp();
      failures++;
      if (failures > 2 && !signedOut) say('The line to the desk is down. This page is brought up to date as soon as it is back.');
      if (failures === 1 || failures % 5 === 0) live().slice(0, 1).forEach((element) => refresh(element, 0));
      retry = setTimeout(listen, Math.min(30_000, 500 * 2 ** Math.min(failures, 6)) * (0.75 + Math.random() / 2));
    };
  }

  /** Whatever the line says of itself: the page has slept, or nobody looked at it. */
  function again() {
    full = false;
    hangUp();
    listen();
  }

  setInterval(() => {
    const now = Date.now();
    const slept = now - tickedAt > TICK * 4;
    tickedAt = now;
    if (document.visibilityState === 'hidden') return;
    if (slept || (stream && now - heardAt > SILENCE)) again();
    else if (deafSince !== undefined && now - Math.max(deafSince, clockAt) > BY_THE_CLOCK) {
      clockAt = now;
      refreshAll();
    } else if (signedOut) live().slice(0, 1).forEach((element) => refresh(element, 0));
    if (!stream && !signedOut && !full && failures === 0) listen();
  }, TICK);

  /** The stream closes while nobody sees the page, because a browser has six lines to a server for all its windows; colleagues still read that it is open. */
  async function putAway() {
    const claim = document.querySelector('[data-presence]')?.dataset.presence;
    const token = document.querySelector('input[name="_csrf"]')?.value;
    if (stream && claim && token) {
      await fetch('/desk/live/away', { method: 'POST', headers: { 'x-csrf-token': token }, body: new URLSearchParams({ claim, tab }), keepalive: true, redirect: 'manual' }).catch(() => undefined);
    }
    if (document.visibilityState === 'hidden') hangUp();
  }

  document.addEventListener('visibilitychange', () => {
    clearTimeout(goingAway);
    if (document.visibilityState === 'hidden') goingAway = setTimeout(putAway, AWAY_AFTER);
    else if (!stream || Date.now() - heardAt > SILENCE) again();
  });
  globalThis.addEventListener('focus', () => (signedOut || full) && again());
  globalThis.addEventListener('online', again);
  globalThis.addEventListener('pagehide', hangUp);
  globalThis.addEventListener('pageshow', ({ persisted }) => persisted && again());

  listen();
})();
