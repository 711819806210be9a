// Brings the card up to date while it is looked at: changes what changed, and nothing while the reader is at its link.
const card = () => document.querySelector('main');
async function renew() {
  if (document.hidden || card().contains(document.activeElement)) return;
  try {
    const answer = await fetch(location.href, { cache: 'no-cache', credentials: 'omit' });
    if (answer.status !== 200 && answer.status !== 410) return;
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.querySelector('main');
    if (!fresh) return;
    document.title = page.title;
    const [old, canonical] = [document, page].map((each) => each.querySelector('link[rel=canonical]'));
    if (canonical) old?.setAttribute('href', canonical.getAttribute('href'));
    if (fresh.innerHTML !== card().innerHTML) card().replaceWith(document.adoptNode(fresh));
  } catch {
    // No network: the next time will do.
  }
}
setInterval(renew, 300_000);
document.addEventListener('visibilitychange', renew);
