/** The three roles of DESIGN section 2; one account may hold several. */
export const ROLES = ['editor', 'reviewer', 'admin'] as const;
export type Role = (typeof ROLES)[number];
