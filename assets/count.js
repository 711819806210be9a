// Says under a field how many characters are left of its limit, as one types; without script the limit stands there in words.
(() => {
  const NEAR = 100;
  for (const place of document.querySelectorAll('[data-count-of]')) {
    const field = document.getElementById(place.dataset.countOf);
    if (!field) continue;
    const most = Number(place.dataset.most);
    const told = document.createElement('span');
    told.className = 'visually-hidden';
    told.setAttribute('role', 'status');
    let waiting;
    const count = () => {
      // As the server counts: without blanks at the ends, one for a letter beyond the first plane.
      const left = most - [...field.value.trim()].length;
      const n = Math.abs(left).toLocaleString('en-GB');
      place.textContent = left < 0 ? `${n} characters too many.` : `${n} characters left.`;
      place.classList.toggle('count-over', left < 0);
      // Heard only near the limit and after a pause, because a number at every letter is noise.
      clearTimeout(waiting);
      waiting = setTimeout(() => { told.textContent = left < NEAR ? place.textContent : ''; }, 1000);
    };
    place.parentElement.after(told);
    field.addEventListener('input', count);
    count();
  }
})();
