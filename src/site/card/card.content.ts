/** What the social card of a claim says. */
import type { ClaimRecord } from '../../record/claim-record.dto.js';
import { standingWord, toneOf } from '../../shared/html/badge.js';
import type { Language } from '../../shared/html/language.js';
import { tongue } from '../../shared/html/words.js';
import { mainStatement } from '../claim/claim.words.js';
import type { CardContent } from './card.js';

/** @param site where the claim is to be read, when its wording cannot be drawn */
export function cardContent(record: ClaimRecord, siteName: string, spoken: Language, site = siteName): CardContent {
  const { words: { common }, say } = spoken;
  /** Not torn apart at the end of a line. */
  const day = (text: string): string => spoken.day(text).replaceAll(' ', '\u00a0');
  const { standing, verdict, wording, language } = record;
  const said = mainStatement(record);
  const who = said?.speaker ? [said.speaker.name, said.speaker.role].filter(Boolean).join(common.comma) : null;
  const where = [said?.place ?? said?.occasion, said?.day && day(said.day)].filter(Boolean).join(common.comma);
  const detail = [
    standing.since && say(common.since, { day: day(standing.since) }),
    standing.code === 'too_early' && standing.due && say(common.due, { day: day(standing.due) }),
    standing.code === 'being_reassessed' && common.beingReassessed,
  ].filter(Boolean).join(common.comma);
  return {
    siteName,
    speaker: said?.speaker?.name ?? null,
    saidLine: [who, where].filter(Boolean).join(' · ') || null,
    wording,
    insteadOfWording: say(common.readClaimAt, { site }),
    language,
    dir: tongue(language).dir,
    standing: { label: standingWord(standing, spoken), detail: detail || null, tone: toneOf(standing.code, verdict?.rating.colour) },
  };
}
