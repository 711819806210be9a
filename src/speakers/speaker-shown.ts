/** SQL over `speaker p`: some public claim names them; whom only a draft names is the desk's business. A second entry of somebody is none of its own. */
export const SPEAKER_SHOWN = `(p.merged_into_id IS NULL AND (EXISTS (SELECT FROM statement s JOIN claim c ON c.id = s.claim_id WHERE s.speaker_id = p.id AND c.public_at IS NOT NULL)
  OR EXISTS (SELECT FROM attribution_hop h JOIN statement s ON s.id = h.statement_id JOIN claim c ON c.id = s.claim_id WHERE h.speaker_id = p.id AND c.public_at IS NOT NULL)))`;
