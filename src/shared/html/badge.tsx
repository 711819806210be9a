/** The mark a verdict carries: a word, a shape and a colour, each telling on its own. */
import type { ComponentChildren, VNode } from 'preact';
import { Day } from './day.js';
import { fill, inWords, type Language, language, useLanguage } from './language.js';

/** The rating colours of a scale, and the standings without a verdict. */
export type Tone = 'true' | 'mostly_true' | 'mixed' | 'mostly_false' | 'false' | 'grey' | 'waiting' | 'unrated' | 'review' | 'declined' | 'withdrawn';

const STANDING_TONES: Record<string, Tone> = { too_early: 'waiting', not_yet_rated: 'unrated', in_review: 'review', not_rated: 'declined', withdrawn: 'withdrawn', draft: 'unrated' };

/** @param colour of the rating in force, if there is one */
export function toneOf(standingCode: string, colour: string | null | undefined): Tone {
  return (STANDING_TONES[standingCode] ?? colour ?? 'grey') as Tone;
}

const check = 'M4.6 8.3l2.3 2.3 4.6-5';
const cross = 'M5.4 5.4l5.2 5.2M10.6 5.4l-5.2 5.2';
const octagon = 'M5.1 1h5.8L15 5.1v5.8L10.9 15H5.1L1 10.9V5.1z';
const line = { fill: 'none', 'stroke-width': 1.8, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' } as const;
const ring = <circle cx="8" cy="8" r="6.6" {...line} stroke="currentColor" />;

/** Full discs for what holds, eight corners for what does not, half for mixed, rings for what nobody has settled. */
const SHAPES: Record<Tone, ComponentChildren> = {
  true: [<circle key="disc" cx="8" cy="8" r="7.5" fill="currentColor" />, <path key="sign" class="badge-sign" d={check} {...line} stroke-width={2} />],
  mostly_true: [ring, <path key="sign" d={check} {...line} stroke="currentColor" />],
  mixed: [ring, <path key="half" d="M8 1.4a6.6 6.6 0 0 1 0 13.2z" fill="currentColor" />],
  mostly_false: [<path key="edge" d={octagon} {...line} stroke="currentColor" />, <path key="sign" d={cross} {...line} stroke="currentColor" />],
  false: [<path key="edge" d={octagon} fill="currentColor" stroke="currentColor" stroke-linejoin="round" />, <path key="sign" class="badge-sign" d={cross} {...line} stroke-width={2} />],
  grey: [ring, <path key="sign" d="M5 8h6" {...line} stroke="currentColor" />],
  waiting: [ring, <path key="sign" d="M8 4.4V8l2.4 1.6" {...line} stroke="currentColor" />],
  unrated: <circle cx="8" cy="8" r="6.6" {...line} stroke="currentColor" stroke-dasharray="2.2 2.95" />,
  review: [ring, <path key="sign" d="M5 8h.01M8 8h.01M11 8h.01" {...line} stroke-width={2} stroke="currentColor" />],
  declined: [ring, <path key="sign" d="M3.6 12.4l8.8-8.8" {...line} stroke="currentColor" />],
  withdrawn: <path d="M2 8h12M4.5 3.5h7M4.5 12.5h7" {...line} stroke="currentColor" />,
};

export function BadgeSymbol({ tone }: { tone: Tone }): VNode {
  return (
    <svg class="badge-symbol" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
      {SHAPES[tone]}
    </svg>
  );
}

/** `large` is for the one badge that a page is about. */
export function Badge({ tone, label, large = false }: { tone: Tone; label: string; large?: boolean }): VNode {
  return (
    <span class={`badge badge-${tone.replace('_', '-')}${large ? ' badge-large' : ''}`}>
      <BadgeSymbol tone={tone} />
      <span class="badge-word">{label}</span>
    </span>
  );
}

/** A standing as `standing.rules.ts` makes it. */
export interface ShownStanding {
  code: string;
  label: string;
  since: string | null;
  due: string | null;
}

/** Where it stands in one or two words; why a claim was withdrawn is said elsewhere, in full. */
export function standingWord({ code, label }: Pick<ShownStanding, 'code' | 'label'>, { words, say }: Language = language('en')): string {
  switch (code) {
    case 'rated':
    case 'being_reassessed':
      return inWords(words.common.ratings, label);
    case 'not_rated': {
      // "Not rated: out of scope" as the standing has it.
      const reason = label.slice(label.indexOf(': ') + 2).replaceAll(' ', '_');
      return say(words.common.notRatedBecause, { reason: inWords(words.common.decline, reason) });
    }
    default:
      return inWords(words.common.standing, code);
  }
}

/** The whole line as text: "Broken, since 24 Feb 2022, being reassessed". */
export function standingText(standing: ShownStanding, spoken: Language): string {
  const { words, say, day } = spoken;
  return [
    standingWord(standing, spoken),
    standing.since && say(words.common.since, { day: day(standing.since) }),
    standing.code === 'too_early' && standing.due && say(words.common.due, { day: day(standing.due) }),
    standing.code === 'being_reassessed' && words.common.beingReassessed,
  ].filter(Boolean).join(words.common.comma);
}

/** One line: "Broken since 24 Feb 2022, being reassessed". */
export function StandingLine({ standing, colour }: { standing: ShownStanding; colour: string | null | undefined }): VNode {
  const spoken = useLanguage();
  const { common } = spoken.words;
  return (
    <p class="claim-standing">
      <Badge tone={toneOf(standing.code, colour)} label={standingWord(standing, spoken)} />
      {standing.since && <span>{fill(common.since, { day: <Day day={standing.since} /> })}</span>}
      {standing.code === 'too_early' && standing.due && <span>{fill(common.due, { day: <Day day={standing.due} /> })}</span>}
      {standing.code === 'being_reassessed' && <span>{common.beingReassessed}</span>}
    </p>
  );
}
