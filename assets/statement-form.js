// What makes the desk's forms for statements and sources quicker: names are completed, addresses on record recognised, hops added in
// place. Without it the same forms ask back for what they need.
{
  const later = (deed, wait) => {
    let timer;
    return (...given) => {
      clearTimeout(timer);
      timer = setTimeout(() => deed(...given), wait);
    };
  };

  // ---- Names, after the pattern "editable combobox with list autocomplete" of the ARIA practices ----

  let boxes = 0;

  function nameField(field) {
    const input = field.querySelector('input[data-complete]');
    const form = input?.form;
    if (!form || input.hasAttribute('role')) return;
    const name = field.dataset.name;
    const note = field.querySelector('[data-note]');
    const role = field.querySelector('.name-role');
    const hidden = (suffix) => field.querySelector(`input[type="hidden"][name="${name}${suffix}"]`);
    const list = document.createElement('ul');
    list.id = `names-${++boxes}`;
    list.className = 'name-list';
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', 'Names on record');
    list.hidden = true;
    const said = document.createElement('p');
    said.className = 'visually-hidden';
    said.setAttribute('role', 'status');
    input.after(list);
    field.append(said);
    for (const [attribute, value] of Object.entries({ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id })) input.setAttribute(attribute, value);

    let options = [];
    let at = -1;
    let asked = '';

    const close = () => {
      list.hidden = true;
      at = -1;
      input.setAttribute('aria-expanded', 'false');
      input.removeAttribute('aria-activedescendant');
    };

    const mark = (next) => {
      list.children[at]?.removeAttribute('aria-selected');
      at = next;
      const option = list.children[at];
      if (!option) return input.removeAttribute('aria-activedescendant');
      option.setAttribute('aria-selected', 'true');
      option.scrollIntoView({ block: 'nearest' });
      input.setAttribute('aria-activedescendant', option.id);
    };

    // A question that the server asked is answered by the choice; the hidden field takes the place of its radio buttons.
    const answered = () => {
      const question = field.querySelector('fieldset');
      if (!question) return;
      question.replaceWith(Object.assign(document.createElement('input'), { type: 'hidden', name: `${name}Is`, value: '' }));
    };

    const choose = (option) => {
      answered();
      input.value = option.name;
      hidden('Is').value = option.is;
      hidden('For').value = option.name;
      note.textContent = option.note;
      role.hidden = !option.isNew;
      close();
      input.dispatchEvent(new Event('change', { bubbles: true }));
      if (option.isNew) role.querySelector('input').focus();
    };

    const show = (found, typed) => {
      const isCalled = found.some((one) => one.name.toLowerCase() === typed.toLowerCase());
      options = [
        ...found.map((one) => ({ name: one.name, words: one.name, detail: one.detail, is: one.id, note: `${one.detail}.`, isNew: false })),
        ...[['person', 'A new person'], ['organisation', 'A new organisation']].map(([kind, words]) => ({
          name: typed, words: `${words}: ${typed}`, detail: 'new on record', is: isCalled ? `another_${kind}` : kind, note: `${words}, put on record with this.`, isNew: true,
        })),
      ];
      list.replaceChildren(...options.map((option, index) => {
        const line = document.createElement('li');
        line.id = `${list.id}-${index}`;
        line.setAttribute('role', 'option');
        const detail = document.createElement('span');
        detail.className = 'name-detail';
        detail.textContent = option.detail;
        line.append(option.words, ' ', detail);
        // Before the field loses the focus, which would close the list.
        line.addEventListener('pointerdown', (event) => event.preventDefault());
        line.addEventListener('click', () => choose(option));
        return line;
      }));
      at = -1;
      list.hidden = false;
      input.setAttribute('aria-expanded', 'true');
      // The nearest is marked at once, so that Enter takes it; a name that nobody has begun leads to no choice by itself.
      if (found.length > 0) mark(0);
      said.textContent = found.length === 0 ? `Nobody on record is called ${typed}. Arrow down to add a new one.` : `${found.length} on record. Arrow keys to choose.`;
    };

    const look = later(async () => {
      const typed = input.value.trim();
      asked = typed;
      if (typed.length < 2 || document.activeElement !== input) return close();
      try {
        const answer = await fetch(`${input.dataset.complete}?q=${encodeURIComponent(typed)}`, { headers: { accept: 'application/json' }, redirect: 'error' });
        if (!answer.ok) return close();
        const found = await answer.json();
        if (asked === typed && input.value.trim() === typed && document.activeElement === input) show(found, typed);
      } catch {
        // No connection, or signed out: the form asks back when it is sent.
        close();
      }
    }, 120);

    input.addEventListener('input', () => {
      answered();
      if (hidden('For').value !== input.value.trim()) {
        hidden('Is').value = '';
        hidden('For').value = '';
        note.textContent = '';
        role.hidden = true;
      }
      look();
    });
    input.addEventListener('blur', close);
    input.addEventListener('keydown', (event) => {
      if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
      if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
        event.preventDefault();
        if (list.hidden) return look();
        const step = event.key === 'ArrowDown' ? 1 : -1;
        mark((at + step + options.length) % options.length);
      } else if (event.key === 'Enter' && !list.hidden && at >= 0) {
        event.preventDefault();
        choose(options[at]);
      } else if (event.key === 'Tab' && !event.shiftKey && !list.hidden && at >= 0) {
        choose(options[at]);
        if (options[at]?.isNew) event.preventDefault();
      } else if (event.key === 'Escape' && !list.hidden) {
        event.stopPropagation();
        close();
      }
    });
  }

  // ---- Sources ----

  function sourceFields(part) {
    const url = part.querySelector('input[data-recognise]');
    if (!url || url.dataset.ready) return;
    url.dataset.ready = 'yes';
    const form = url.form;
    const prefix = part.dataset.source;
    const hop = /^hop\d+/.exec(prefix)?.[0];
    const note = part.querySelector('.source-known');
    const field = (name) => form.elements[`${prefix}${name}`];
    const filled = ['Title', 'Publisher', 'Day', 'Kind'];
    let known = false;
    let last = '';

    // What is on record is not typed over here: it is shown as it is, and locked while the address stands.
    const take = (source) => {
      const values = { Title: source.title, Publisher: source.publisher, Day: source.day ?? '', Kind: source.kind };
      for (const name of filled) {
        const one = field(name);
        if (!one) continue;
        one.value = values[name];
        if (one.tagName === 'INPUT') one.readOnly = true;
      }
      known = true;
      note.textContent = `On record: “${source.title}”, ${source.publisher} (${source.kindWords.toLowerCase()}). It is cited as it stands.`;
    };

    const release = () => {
      if (!known) return;
      known = false;
      for (const name of filled) {
        const one = field(name);
        if (one?.readOnly) Object.assign(one, { readOnly: false, value: '' });
      }
      note.textContent = '';
    };

    const recognise = async () => {
      const typed = url.value.trim();
      if (typed === last) return;
      last = typed;
      release();
      if (!/^https?:\/\/[^/]/i.test(typed)) return;
      try {
        const answer = await fetch(`${url.dataset.recognise}?url=${encodeURIComponent(typed)}`, { headers: { accept: 'application/json' }, redirect: 'error' });
        if (!answer.ok || url.value.trim() !== typed) return;
        const { source, outlet } = await answer.json();
        if (source) take(source);
        const who = hop && form.elements[`${hop}Who`];
        if (outlet && who && who.value.trim() === '') {
          who.value = outlet.name;
          form.elements[`${hop}WhoIs`].value = outlet.id;
          form.elements[`${hop}WhoFor`].value = outlet.name;
          who.closest('.name-field').querySelector('[data-note]').textContent = `Taken from earlier sources of this site: ${outlet.detail}.`;
          who.dispatchEvent(new Event('change', { bubbles: true }));
        }
      } catch {
        // Recognised when it is sent.
      }
    };
    url.addEventListener('change', recognise);
    url.addEventListener('input', later(recognise, 250));
    if (url.value) void recognise();
  }

  // ---- Hops: the server draws them anew with what was typed, as it does without script; only they are put in place ----

  async function redraw(button) {
    const form = button.form;
    const part = form.querySelector(`[data-part="${button.dataset.redraw}"]`);
    const body = new URLSearchParams(new FormData(form, button));
    form.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(form.action, { method: 'POST', body, headers: { accept: 'text/html' }, redirect: 'error' });
      if (!answer.ok) throw new Error(String(answer.status));
      const drawn = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector(`#${CSS.escape(form.id)} [data-part="${button.dataset.redraw}"]`);
      if (!drawn) throw new Error('not drawn');
      const focus = drawn.querySelector('[autofocus]');
      part.replaceWith(drawn);
      begin(form);
      focus?.focus();
      form.dispatchEvent(new Event('change', { bubbles: true }));
    } catch {
      // Without a connection, or signed out: the button does what it does without script, which says so.
      form.requestSubmit(withoutScript(button));
    } finally {
      form.removeAttribute('aria-busy');
    }
  }

  const plain = new WeakSet();
  function withoutScript(button) {
    plain.add(button);
    return button;
  }

  document.addEventListener('click', (event) => {
    const button = event.target.closest?.('button[data-redraw]');
    if (!button?.form || plain.has(button)) return;
    event.preventDefault();
    void redraw(button);
  });

  function begin(within) {
    within.querySelectorAll('.name-field').forEach(nameField);
    within.querySelectorAll('.source-fields').forEach(sourceFields);
  }
  begin(document);
  // Forms that come into the page later have the same help.
  document.addEventListener('desk:drawn', (event) => begin(event.target));
}
