/** The fields of the list's filter form, and addresses of filtered lists. */

export const FILTER_NAMES = ['text', 'standing', 'rating', 'kind', 'speaker', 'topic', 'saidFrom', 'saidUntil'] as const;
export type FilterName = (typeof FILTER_NAMES)[number];
export type FilterValues = Partial<Record<FilterName, string>>;

/** "/claims?text=…": the list with these filters, and others on top. */
export function listAddress(values: FilterValues, more: Readonly<Record<string, string>> = {}): string {
  const query = new URLSearchParams({ ...values, ...more }).toString();
  return query ? `/claims?${query}` : '/claims';
}
