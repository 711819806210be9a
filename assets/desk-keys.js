// Keys for whoever would rather not reach for the mouse, and results under the find box while one types. Both only help: every key has a link or a button.
// In a function, because all scripts of a page share one scope.
(() => {
  const SETTING = 'claimline-keys';
  const NEXT_KEY_WITHIN = 1_500;
  const PAUSE = 150;

  // ---- Keys ----

  const sheet = document.getElementById('desk-keys');
  const off = document.getElementById('desk-keys-off');
  let gone;

  const areOff = () => {
    try {
      return localStorage.getItem(SETTING) === 'off';
    } catch {
      return false;
    }
  };

  if (off) {
    off.checked = areOff();
    off.closest('[hidden]')?.removeAttribute('hidden');
    off.addEventListener('change', () => {
      try {
        localStorage.setItem(SETTING, off.checked ? 'off' : 'on');
      } catch {
        off.checked = false;
      }
    });
  }

  document.addEventListener('click', (event) => {
    const link = event.target.closest?.('a[data-keys-sheet]');
    if (!link || !sheet?.showModal || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    sheet.showModal();
  });

  /** The first one to type in or press; not the unseen button that only tells the Enter key what to do. */
  const FIELD = 'input:not([type="hidden"]), textarea, select, button:not([tabindex="-1"])';

  const isSeen = (element) => element.checkVisibility?.() ?? element.offsetParent !== null;
  const isField = (element) => element.closest('input:not([type="checkbox"], [type="radio"], [type="submit"], [type="button"]), textarea, select, [contenteditable], dialog[open]') !== null;

  /** The letter on the key, also where the keyboard writes another alphabet. */
  function keyOf({ key, code }) {
    if (key.length === 1 && key > '\u007f') return /^Key([A-Z])$/.exec(code)?.[1].toLowerCase() ?? key;
    return key;
  }

  /** What closes over it is opened; a button that sends something is only reached, because one key too many must not approve a verdict. */
  function reach(element) {
    for (let around = element.parentElement; around; around = around.parentElement) if (around.matches('details')) around.open = true;
    element.scrollIntoView({ block: 'nearest' });
    if (element.matches('summary')) {
      element.parentElement.open = true;
      (element.parentElement.querySelector(FIELD) ?? element).focus();
    } else if (element.matches('a[href^="#"]')) {
      const target = document.querySelector(element.getAttribute('href'));
      element.click();
      const field = target?.matches('summary, details') ? target : target?.querySelector(FIELD);
      (field ?? target)?.focus();
    } else if (element.matches('a[href], button[type="button"]')) element.click();
    else element.focus();
  }

  const rows = () => [...document.querySelectorAll('main [data-row], main a.desk-item-title')].filter(isSeen);

  function step(by) {
    const all = rows();
    const at = all.findIndex((row) => row === document.activeElement || row.closest('li, tr')?.contains(document.activeElement));
    const next = at < 0 ? (by > 0 ? all[0] : all.at(-1)) : all[at + by];
    next?.focus();
    next?.scrollIntoView({ block: 'nearest' });
    return next !== undefined;
  }

  function pressed(key) {
    if (gone) {
      clearTimeout(gone);
      gone = undefined;
      const to = document.querySelector(`a[data-go="${CSS.escape(key)}"]`);
      if (to) location.href = to.href;
      return to !== null;
    }
    if (key === '?') return sheet?.showModal ? (sheet.showModal(), true) : false;
    if (key === '/') {
      const box = document.getElementById('desk-find');
      box?.focus();
      box?.select();
      return box !== null;
    }
    if (key === 'g') {
      gone = setTimeout(() => (gone = undefined), NEXT_KEY_WITHIN);
      return true;
    }
    if (key === 'j') return step(1);
    if (key === 'k') return step(-1);
    if (key === 'ArrowDown' || key === 'ArrowUp') return rows().includes(document.activeElement) && step(key === 'ArrowDown' ? 1 : -1);
    const own = [...document.querySelectorAll(`main [data-key="${CSS.escape(key)}"]`)].find((element) => isSeen(element) || element.closest('details:not([open])'));
    if (!own) return false;
    reach(own);
    return true;
  }

  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing || event.repeat && !/^[jk]$|^Arrow/.test(event.key) || event.ctrlKey || event.altKey || event.metaKey || areOff() || isField(event.target)) return;
    if (pressed(keyOf(event))) event.preventDefault();
  });

  // ---- Find ----

  const box = document.getElementById('desk-find');
  const panel = document.getElementById('desk-found');
  const count = document.getElementById('desk-found-count');
  let asked = '';
  let pause;
  let question;

  const links = () => [...panel.querySelectorAll('a[href]')];

  function fold() {
    panel.hidden = true;
    count.textContent = '';
  }

  async function find() {
    const words = box.value.trim();
    if (words === asked) return void (panel.hidden = words === '' || panel.childElementCount === 0);
    asked = words;
    question?.abort();
    if (words.length < 2) {
      panel.replaceChildren();
      return fold();
    }
    question = new AbortController();
    try {
      const response = await fetch(`/desk/find/quick?q=${encodeURIComponent(words)}`, { signal: question.signal, redirect: 'manual', cache: 'no-store' });
      if (!response.ok || words !== asked) return;
      const found = document.createElement('template');
      found.innerHTML = await response.text();
      panel.replaceChildren(found.content);
      panel.hidden = document.activeElement !== box && !panel.contains(document.activeElement);
      const { length } = links();
      // The last link leads to all of what was found, and is none of it.
      count.textContent = panel.querySelector('[data-none]') ? 'Nothing found.' : `${length - 1} found. Arrow down to go through them.`;
    } catch {
      // Enter still finds.
      asked = '';
    }
  }

  if (box && panel && count) {
    box.setAttribute('autocomplete', 'off');
    box.addEventListener('input', () => {
      clearTimeout(pause);
      pause = setTimeout(find, PAUSE);
    });
    box.addEventListener('focus', () => void (panel.hidden = box.value.trim() === '' || panel.childElementCount === 0 || box.value.trim() !== asked));
    const around = box.closest('form');
    around.addEventListener('keydown', (event) => {
      const all = links();
      const at = all.indexOf(document.activeElement);
      if (event.key === 'Escape' && !panel.hidden) {
        fold();
        box.focus();
        event.preventDefault();
      } else if (event.key === 'ArrowDown' && !panel.hidden && at < all.length - 1) {
        all[at + 1].focus();
        event.preventDefault();
      } else if (event.key === 'ArrowUp' && at >= 0) {
        (all[at - 1] ?? box).focus();
        event.preventDefault();
      } else if (event.key.length === 1 && at >= 0 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.altKey) box.focus();
    });
    around.addEventListener('focusout', ({ relatedTarget }) => {
      if (!around.contains(relatedTarget)) fold();
    });
    // A press on a result takes the focus from the box before it is a click.
    panel.addEventListener('pointerdown', (event) => event.target.closest('a') && event.preventDefault());
  }
})();
