/** The words of DESIGN sections 1 and 2 that code, API and pages share. */
export const CLAIM_KINDS = ['factual', 'assurance', 'promise', 'policy', 'prediction', 'opinion'] as const;
export type ClaimKind = (typeof CLAIM_KINDS)[number];

export const STATUSES = ['draft', 'open', 'in_review', 'awaiting_approval', 'rated', 'declined', 'withdrawn'] as const;
export type Status = (typeof STATUSES)[number];

export const DECLINE_CODES = ['opinion', 'not_checkable', 'duplicate', 'out_of_scope'] as const;
export type DeclineCode = (typeof DECLINE_CODES)[number];

export const DUE_KINDS = ['day', 'event', 'open'] as const;
export type DueKind = (typeof DUE_KINDS)[number];

export const WAS_SAID = ['unconfirmed', 'confirmed', 'disputed', 'fabricated'] as const;
export type WasSaid = (typeof WAS_SAID)[number];

export const HOP_KINDS = ['said_by', 'relayed_by', 'published_by'] as const;
export type HopKind = (typeof HOP_KINDS)[number];

export const FORMS = ['direct', 'paraphrase'] as const;
export type Form = (typeof FORMS)[number];

export const STANCES = ['supports', 'refutes', 'context'] as const;
export type Stance = (typeof STANCES)[number];

export const WEIGHTS = ['decisive', 'corroborating', 'background', 'self_reported', 'repeats_claim'] as const;
export type Weight = (typeof WEIGHTS)[number];

export const CORRECTION_KINDS = ['typo', 'clarification', 'factual', 'rating'] as const;
export type CorrectionKind = (typeof CORRECTION_KINDS)[number];

/** The scale a kind of claim is judged on unless the desk picks another. */
export const DEFAULT_SCALE: Record<ClaimKind, 'accuracy' | 'commitment'> = {
  factual: 'accuracy',
  opinion: 'accuracy',
  prediction: 'accuracy',
  assurance: 'commitment',
  promise: 'commitment',
  policy: 'commitment',
};
