/** What open pages of the desk hear of: topics, and what a message of the database means in them. */

const ID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const TOPIC = new RegExp(`^(?:(?:claim|notes|presence|notices|account|session):${ID}|queue|reports)$`);

/** Any claim changed. */
const QUEUE = 'queue';
/** A page shows some dozens of things at most. */
const MOST_TOPICS = 100;

/** The topics of a page as its address names them, "claim:…,queue"; nothing for what are no topics, or too many. */
export function topicsAsked(text: unknown): ReadonlySet<string> | undefined {
  if (text === undefined || text === '') return new Set();
  if (typeof text !== 'string' || text.length > 100 * MOST_TOPICS) return undefined;
  const topics = text.split(',');
  return topics.length <= MOST_TOPICS && topics.every((topic) => TOPIC.test(topic)) ? new Set(topics) : undefined;
}

/** What somebody may listen to: all of the record, and of people only what is told to themselves. */
export function mayHear(topic: string, accountId: string): boolean {
  const [kind, id] = topic.split(':');
  return !['notices', 'account', 'session'].includes(kind!) || id === accountId;
}

/** Heard once for all: whoever changed the record past the ledger tells no more than that. */
export const EVERYTHING = 'everything';

/** The topics that a message of the database touches. Of the record's, only what touches a claim is news for the desk's pages. */
export function topicsTold(message: string): string[] {
  const words = message.split(' ').filter((word) => word !== '');
  if (words.includes('all')) return [EVERYTHING];
  const topics = words.filter((word) => TOPIC.test(word));
  return topics.some((topic) => topic.startsWith('claim:')) ? [...topics, QUEUE] : topics;
}

/** A name that a page gives itself, so that the same page is known again. */
export const isTab = (text: unknown): text is string => typeof text === 'string' && /^[\w-]{1,40}$/.test(text) && text !== 'visit';
