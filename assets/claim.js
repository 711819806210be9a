// Buttons that copy the citation and the embed code; without this script both can be selected and copied by hand.
for (const text of document.querySelectorAll('[data-copy]')) {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button-quiet copy';
  button.textContent = text.dataset.copy;
  const said = document.createElement('span');
  said.className = 'small muted copied';
  said.setAttribute('role', 'status');
  button.addEventListener('click', async () => {
    const words = (text.value ?? text.textContent).trim();
    try {
      await navigator.clipboard.writeText(words);
      said.textContent = text.dataset.copied;
    } catch {
      // Not allowed, or no clipboard on an address without https: select it, so that the reader's own copy works.
      if (text.select) text.select();
      else getSelection()?.selectAllChildren(text);
    }
  });
  text.after(button, said);
}
