/** SQL over `topic t`: some public claim is on it; what only drafts are about is the desk's business. */
export const TOPIC_SHOWN = 'EXISTS (SELECT FROM claim_topic ct JOIN claim c ON c.id = ct.claim_id WHERE ct.topic_id = t.id AND c.public_at IS NOT NULL)';
