/** The places of the desk that its bar leads to, each for whom the permission table lets in. */
import { may, type Permission } from '../accounts/permissions.js';
import type { Viewer } from '../accounts/viewer.js';
import type { BarCounts, BarPlace } from './frame.view.js';

interface Place extends Pick<BarPlace, 'href' | 'words'> {
  permission: Permission;
  key?: string;
  waiting?: (counts: BarCounts) => BarPlace['waiting'];
}

const PLACES: readonly Place[] = [
  { href: '/desk', words: 'My work', permission: 'desk.see', key: 'w', waiting: ({ notices }) => ({ n: notices, words: 'not seen yet' }) },
  { href: '/desk/review', words: 'Review', permission: 'desk.see', key: 'r', waiting: ({ toApprove }) => ({ n: toApprove, words: 'to approve' }) },
  { href: '/desk/due', words: 'Due', permission: 'desk.see', key: 'd' },
  { href: '/desk/claims/new', words: 'Log a claim', permission: 'claim.log', key: 'n' },
  { href: '/desk/corrections', words: 'Corrections', permission: 'desk.see', key: 'c', waiting: ({ corrections }) => ({ n: corrections, words: 'to approve' }) },
  { href: '/desk/reports', words: 'Reports', permission: 'report.see', key: 'p', waiting: ({ reports }) => ({ n: reports, words: 'open' }) },
  { href: '/desk/speakers', words: 'Speakers', permission: 'desk.see' },
  { href: '/desk/sources', words: 'Sources', permission: 'desk.see' },
  { href: '/desk/ledger', words: 'Ledger', permission: 'ledger.see' },
  { href: '/desk/settings', words: 'Settings', permission: 'desk.see', key: 's' },
];

export function placesFor(viewer: Viewer): BarPlace[] {
  const open = PLACES.filter(({ permission }) => may(viewer, permission) === true);
  return open.map(({ href, words, key, waiting }) => ({ href, words, key, waiting: viewer.waiting && waiting?.(viewer.waiting) }));
}
