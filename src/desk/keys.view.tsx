/** Which keys the desk knows: the sheet that "?" opens over every page, and the page it is without script. */
import type { VNode } from 'preact';

interface Key {
  keys: readonly string[];
  does: string;
}

const EVERYWHERE: readonly Key[] = [
  { keys: ['/'], does: 'Find anything' },
  { keys: ['?'], does: 'This list of keys' },
  { keys: ['g', 'w'], does: 'Go to my work' },
  { keys: ['g', 'r'], does: 'Go to review' },
  { keys: ['g', 'd'], does: 'Go to what falls due' },
  { keys: ['g', 'n'], does: 'Log a new claim' },
  { keys: ['g', 'c'], does: 'Go to corrections' },
  { keys: ['g', 'p'], does: 'Go to readers’ reports' },
  { keys: ['g', 's'], does: 'Go to settings' },
];

const IN_LISTS: readonly Key[] = [
  { keys: ['j'], does: 'Next in the list (or arrow down, once in it)' },
  { keys: ['k'], does: 'The one before (or arrow up)' },
  { keys: ['Enter'], does: 'Open it' },
];

const ON_A_CLAIM: readonly Key[] = [
  { keys: ['e'], does: 'Add evidence' },
  { keys: ['n'], does: 'Write a note' },
  { keys: ['a'], does: 'Go to the next step of the claim: Enter takes it' },
  { keys: ['p'], does: 'Propose a verdict' },
  { keys: ['h'], does: 'History' },
  { keys: ['s'], does: 'Add another statement' },
];

const GROUPS = [
  { title: 'Everywhere', keys: EVERYWHERE },
  { title: 'In a list', keys: IN_LISTS },
  { title: 'On a claim', keys: ON_A_CLAIM },
];

/** @param level of its headings, below the one of the page or the sheet */
export function KeyList({ level }: { level: 2 | 3 }): VNode {
  const Title = `h${level}` as const;
  return (
    <div class="desk-keys">
      {GROUPS.map(({ title, keys }) => (
        <div key={title}>
          <Title>{title}</Title>
          <dl>{keys.map((key) => <div key={key.does}><dt>{key.keys.map((one, index) => <>{index > 0 && ' then '}<kbd key={one}>{one}</kbd></>)}</dt><dd>{key.does}</dd></div>)}</dl>
        </div>
      ))}
    </div>
  );
}

/** Single keys get in the way of whoever speaks to the computer, and whoever presses them by mistake: they can be turned off. */
export function KeySheet(): VNode {
  return (
    <dialog id="desk-keys" class="desk-sheet" aria-labelledby="desk-keys-title">
      <form method="dialog"><h2 id="desk-keys-title">Keys</h2><button type="submit" class="button-quiet">Close</button></form>
      <KeyList level={3} />
      <p class="check"><input type="checkbox" id="desk-keys-off" /><label for="desk-keys-off">Turn single keys off in this browser</label></p>
    </dialog>
  );
}
