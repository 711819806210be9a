/** The name of the field that no person sees: none that browsers fill in. */
export const TRAP = 'leave_empty';
