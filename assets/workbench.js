// What the workbench does better where scripts run: names are completed after an @, a note is answered in place, and what is pasted
// about a source is read at once. All of it works without, by the forms' own buttons.

// ---- A note is answered in place ----

const note = document.querySelector('form[id="note"]');

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[data-reply]');
  if (!link || !note || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const field = note.querySelector('textarea');
  const to = document.getElementById('note-to');
  note.elements.replyTo.value = link.dataset.reply;
  to.hidden = link.dataset.reply === '';
  to.querySelector('span').textContent = link.dataset.reply === '' ? '' : `You answer ${link.dataset.author}.`;
  field.focus();
  field.scrollIntoView({ block: 'center' });
});

// ---- Names of colleagues are completed after an @ ----

const MOST = 6;
const folded = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const people = [...document.querySelectorAll('#colleagues option')].map((option) => ({ name: option.value, email: option.label }));

/** What stands after the @ before the cursor, or nothing where no name is being written. */
function begun(field) {
  if (field.selectionStart !== field.selectionEnd) return undefined;
  const before = field.value.slice(0, field.selectionStart);
  const found = /(?:^|[^\p{L}\p{M}\p{N}._%+@/-])@([\p{L}\p{M}\p{N}._'’-]*(?: [\p{L}\p{M}\p{N}._'’-]*)?)$/u.exec(before);
  return found ? { typed: found[1], from: before.length - found[1].length } : undefined;
}

function fitting(typed) {
  const wanted = folded(typed);
  const begins = ({ name, email }) => folded(name).startsWith(wanted) || folded(email).startsWith(wanted);
  const holds = ({ name }) => folded(name).split(/\s+/).some((word) => word.startsWith(wanted));
  return [...new Set([...people.filter(begins), ...people.filter(holds)])].slice(0, MOST);
}

function completes(field) {
  const list = document.createElement('ul');
  const told = document.createElement('p');
  list.id = `${field.id}-people`;
  list.className = 'mention-list';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  list.setAttribute('aria-label', 'Colleagues');
  told.className = 'visually-hidden';
  told.setAttribute('role', 'status');
  field.after(list, told);
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', list.id);
  let at = 0;
  let shown = [];

  const close = () => {
    list.hidden = true;
    shown = [];
    field.removeAttribute('aria-activedescendant');
  };
  const mark = (index) => {
    at = (index + shown.length) % shown.length;
    [...list.children].forEach((item, place) => item.setAttribute('aria-selected', String(place === at)));
    field.setAttribute('aria-activedescendant', list.children[at].id);
  };
  const take = ({ name, email }) => {
    const { from } = begun(field);
    const isOnly = people.filter((one) => folded(one.name) === folded(name)).length === 1;
    field.setRangeText(`${isOnly ? name : email} `, from, field.selectionStart, 'end');
    close();
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const show = () => {
    const written = begun(field);
    shown = written ? fitting(written.typed) : [];
    // A name that stands there whole needs no list.
    if (shown.length === 0 || (shown.length === 1 && folded(shown[0].name) === folded(written.typed))) return close();
    list.replaceChildren(...shown.map((one, index) => {
      const item = document.createElement('li');
      item.id = `${list.id}-${index}`;
      item.setAttribute('role', 'option');
      item.append(one.name, Object.assign(document.createElement('span'), { className: 'muted', textContent: ` ${one.email}` }));
      // Before the field loses the focus.
      item.addEventListener('mousedown', (event) => {
        event.preventDefault();
        take(one);
      });
      return item;
    }));
    list.hidden = false;
    mark(0);
    told.textContent = `${shown.length === 1 ? 'One colleague' : `${shown.length} colleagues`}. Arrow keys choose, Enter takes.`;
  };

  field.addEventListener('input', show);
  field.addEventListener('click', show);
  field.addEventListener('blur', close);
  field.addEventListener('keydown', (event) => {
    if (list.hidden || event.isComposing) return;
    if (event.key === 'ArrowDown') mark(at + 1);
    else if (event.key === 'ArrowUp') mark(at - 1);
    else if (event.key === 'Enter' || event.key === 'Tab') take(shown[at]);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
}

for (const field of document.querySelectorAll('textarea[name="noteWords"]')) completes(field);

// ---- What is pasted about a source is read at once ----

const evidence = document.querySelector('form[id="evidence"]');
const cite = evidence?.elements.cite;

if (cite) {
  const part = document.getElementById('evidence-source');
  const told = document.createElement('p');
  told.className = 'visually-hidden';
  told.setAttribute('role', 'status');
  part.before(told);
  /** Fields that somebody filled in by hand: what is read from the paste does not overwrite them. */
  const byHand = new Map();
  let timer;
  let asked = cite.value.trim();
  let asking;

  const read = async () => {
    const pasted = cite.value.trim();
    if (pasted === asked || pasted.length > 2500) return;
    asked = pasted;
    asking?.abort();
    asking = new AbortController();
    try {
      const response = await fetch(`${part.dataset.from}?cite=${encodeURIComponent(pasted)}`, { headers: { accept: 'text/html' }, redirect: 'manual', signal: asking.signal });
      if (!response.ok || part.contains(document.activeElement)) return;
      const fresh = document.createElement('template');
      fresh.innerHTML = await response.text();
      part.replaceChildren(fresh.content);
      for (const [name, value] of byHand) {
        const field = evidence.elements[name];
        if (field && 'value' in field && field.type !== 'hidden') field.value = value;
      }
      told.textContent = part.querySelector('[role="status"], legend')?.textContent ?? '';
    } catch {
      // Without an answer the form reads the paste when it is sent.
    }
  };

  part.addEventListener('input', ({ target }) => {
    if (target.name && target.type !== 'radio') byHand.set(target.name, target.value);
  });
  cite.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(read, 250);
  });
  cite.addEventListener('change', read);
}
