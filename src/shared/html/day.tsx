/** Days and instants as readers see them, with the machine's form beside. */
import type { VNode } from 'preact';
import { dayOf, sayDay, sayInstant } from '../day.js';

/** A day in the world: "21 Jan 2022", "January 2022" or "2022". */
export function Day({ day }: { day: string }): VNode {
  return <time dateTime={day}>{sayDay(day)}</time>;
}

/** When something was recorded, by its day; the minute is in the title. */
export function RecordedDay({ at }: { at: string }): VNode {
  return <time dateTime={at} title={sayInstant(new Date(at))}>{sayDay(dayOf(new Date(at)))}</time>;
}

/** "21 Jan 2022, 18:00 UTC" */
export function Instant({ at }: { at: string }): VNode {
  return <time dateTime={at}>{sayInstant(new Date(at))}</time>;
}
