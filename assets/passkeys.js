/* global SimpleWebAuthnBrowser */
const { browserSupportsWebAuthn, startAuthentication, startRegistration } = SimpleWebAuthnBrowser;

if (browserSupportsWebAuthn()) {
  for (const part of document.querySelectorAll('[data-passkeys]')) part.hidden = false;
  for (const part of document.querySelectorAll('[data-no-passkeys]')) part.hidden = true;
}

// What goes wrong at the device, in words; the browser's own are for developers.
const WORDS = {
  NotAllowedError: 'Nothing came of it: it was cancelled, or it took too long. Try again.',
  InvalidStateError: 'This device has a passkey of yours for this site already. Use that one.',
  NotSupportedError: 'This device makes no passkeys that this site can read. Try another device, or use an authenticator app.',
  TypeError: 'The site did not answer. Check your connection, then try again.',
};

function wordsFor(error, button) {
  if (error.name === 'SecurityError') return `Passkeys work only at ${button.dataset.origin}. Open the desk there.`;
  return error.words ?? WORDS[error.name] ?? WORDS[error.cause?.name] ?? 'The passkey could not be used. Try again.';
}

async function optionsFor(form, button) {
  const response = await fetch(button.dataset.options, { method: 'POST', headers: { accept: 'application/json' }, body: new URLSearchParams(new FormData(form)) });
  const answer = await response.json();
  if (!response.ok) throw { words: answer.errors?.[0]?.message ?? answer.detail };
  return answer;
}

// A button with data-passkey asks for the challenge, has the device sign it, and sends the form with the answer in it.
document.addEventListener('submit', async (event) => {
  const button = event.submitter;
  const kind = button?.dataset.passkey;
  if (!kind) return;
  event.preventDefault();
  const form = event.target;
  const says = document.getElementById(button.dataset.says);
  says.textContent = '';
  button.disabled = true;
  try {
    const optionsJSON = await optionsFor(form, button);
    const answer = await (kind === 'add' ? startRegistration({ optionsJSON }) : startAuthentication({ optionsJSON }));
    form.elements.answer.value = JSON.stringify(answer);
    form.submit();
  } catch (error) {
    says.textContent = wordsFor(error, button);
  } finally {
    button.disabled = false;
  }
});
