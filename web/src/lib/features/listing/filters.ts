// The filters of a list, and in words what an address filters by; no I/O.

interface Named {
  /** The API's. */
  name: string;
  label: string;
}

export interface Choice {
  value: string;
  label: string;
}

export type Filter =
  | (Named & { kind: 'choice'; choices: readonly Choice[] })
  | (Named & { kind: 'day' })
  | (Named & { kind: 'text'; suggestions?: readonly string[] })
  /** Set by a link from elsewhere; here it can only be taken away. */
  | (Named & { kind: 'linked' });

export interface Active {
  name: string;
  words: string;
}

/** What the address filters by, in the order of the filters. */
export function active_filters(
  filters: readonly Filter[],
  params: URLSearchParams,
  in_words: (day: string) => string
): Active[] {
  return filters.flatMap((filter) => {
    const value = params.get(filter.name)?.trim();
    if (!value) return [];
    return [{ name: filter.name, words: `${filter.label}: ${shown(filter, value, in_words)}` }];
  });
}

/** Choices with the one that an address brought although the page does not offer it. */
export function choices_with(choices: readonly Choice[], value: string): readonly Choice[] {
  if (value === '' || choices.some((choice) => choice.value === value)) return choices;
  return [...choices, { value, label: words_of(value) }];
}

/** "partially_refunded" is "Partially refunded". */
export function words_of(value: string): string {
  const words = value.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export function choices_of(values: readonly string[]): Choice[] {
  return values.map((value) => ({ value, label: words_of(value) }));
}

/** What may be written into a field of text: what is well known, and what rows have in it. */
export function suggestions_for(
  filter: Extract<Filter, { kind: 'text' }>,
  rows: readonly object[]
): string[] {
  const among_rows = rows.map((row) => (row as Record<string, unknown>)[filter.name]);
  const all = [...(filter.suggestions ?? []), ...among_rows];
  const is_text = (value: unknown) => typeof value === 'string' && value !== '';
  return [...new Set(all.filter(is_text) as string[])].sort();
}

export function yes_or_no(yes: string, no: string): Choice[] {
  return [
    { value: 'true', label: yes },
    { value: 'false', label: no }
  ];
}

function shown(filter: Filter, value: string, in_words: (day: string) => string): string {
  if (filter.kind === 'day') return in_words(value);
  if (filter.kind !== 'choice') return value;
  return choices_with(filter.choices, value).find((choice) => choice.value === value)!.label;
}
