const form = document.getElementById('find');

// The search form sends only the fields that say something, so that its address stays short enough to be shared.
form?.addEventListener('formdata', ({ formData }) => {
  for (const [name, value] of [...formData]) if (value === '') formData.delete(name);
});

// An answer that does not come must not leave the old claims under the new words as if they were found by them.
function failed() {
  document.getElementById('found-count').textContent = form.dataset.failed;
  document.getElementById('results').classList.add('results-stale');
}
form?.addEventListener('htmx:error', failed);
form?.addEventListener('htmx:before:response', (event) => {
  if (event.detail.ctx.response.status < 500) return;
  event.preventDefault();
  failed();
});
