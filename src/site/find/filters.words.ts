/** The fields of the search and filter form, and addresses of filtered lists. */

export const FILTER_NAMES = ['text', 'standing', 'rating', 'kind', 'speaker', 'topic', 'saidFrom', 'saidUntil', 'sort'] as const;
export type FilterName = (typeof FILTER_NAMES)[number];
export type FilterValues = Partial<Record<FilterName, string>>;

/** Standings that readers know, in the order of a claim's life; the desk's own draft is none. */
export const READERS_STANDINGS = ['too_early', 'not_yet_rated', 'in_review', 'rated', 'being_reassessed', 'not_rated', 'withdrawn'] as const;

/** "/claims?text=…": the list with these filters, and others on top. */
export function listAddress(values: FilterValues, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ ...values, ...more }).toString();
  return query ? `/claims?${query}` : '/claims';
}

/** The filters without some of them. */
export function without(values: FilterValues, ...names: readonly FilterName[]): FilterValues {
  return Object.fromEntries(Object.entries(values).filter(([name]) => !names.includes(name as FilterName)));
}
