/** Days and instants as readers see them in their language, with the machine's form beside. */
import type { VNode } from 'preact';
import { dayOfInstant, useLanguage } from './language.js';

/** A day in the world: "21 Jan 2022", "January 2022" or "2022". */
export function Day({ day }: { day: string }): VNode {
  return <time dateTime={day}>{useLanguage().day(day)}</time>;
}

/** When something was recorded, by its day; the minute is in the title. */
export function RecordedDay({ at }: { at: string }): VNode {
  const { day, instant } = useLanguage();
  return <time dateTime={at} title={instant(at)}>{day(dayOfInstant(at))}</time>;
}

/** "21 Jan 2022, 18:00 UTC" */
export function Instant({ at }: { at: string }): VNode {
  return <time dateTime={at}>{useLanguage().instant(at)}</time>;
}
