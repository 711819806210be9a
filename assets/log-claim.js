// While our wording is typed: claims like it that are on record, and Alt+1 to Alt+3 to add what was said to one of them instead.
{
  const place = document.querySelector('[data-like]');
  const form = place?.closest('form');
  const button = form?.querySelector('[data-look]');
  let timer;
  let last = '';

  // As without script: our wording, or else what was said.
  const typed = () => ['wording', 'paraphrase', 'quote'].map((name) => form.elements[name].value.trim()).find((words) => words !== '') ?? '';

  async function look() {
    const words = typed();
    if (words === last || words.length < 8) return;
    last = words;
    try {
      const answer = await fetch(`/desk/complete/claims?words=${encodeURIComponent(words.slice(0, 1000))}`, { headers: { accept: 'text/html' }, redirect: 'error' });
      if (!answer.ok || typed() !== words) return;
      const found = await answer.text();
      // Read out only when it says something else; and never taken away from under somebody's fingers.
      if (place.innerHTML !== found && !place.contains(document.activeElement)) place.innerHTML = found;
    } catch {
      last = '';
    }
  }

  if (form) {
    button.hidden = true;
    for (const name of ['wording', 'paraphrase', 'quote']) {
      form.elements[name].addEventListener('input', () => {
        clearTimeout(timer);
        timer = setTimeout(look, 350);
      });
    }
    document.addEventListener('keydown', (event) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || !/^Digit[1-3]$/.test(event.code)) return;
      const chosen = place.querySelectorAll('button[name="statement_of"]')[Number(event.code.slice(-1)) - 1];
      if (!chosen) return;
      event.preventDefault();
      form.requestSubmit(chosen);
    });
    if (typed() !== '' && !place.querySelector('button')) void look();
  }
}
