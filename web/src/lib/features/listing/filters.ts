// The filters of a list, and in words what an address filters by; no I/O.
import { format_money } from '$lib/money';
import { words_of } from '$lib/words';

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
  | (Named & Text)
  /** Decimal text, as the API has money. */
  | (Named & { kind: 'amount'; currency: string })
  /** Set by a link from elsewhere; here it can only be taken away. */
  | (Named & { kind: 'linked'; called?: Called });

interface Text {
  kind: 'text';
  /** Values that are well known. */
  suggestions?: readonly string[];
  /** A value as the rows show it; nothing: as it is. */
  in_words?: (value: string) => string;
  /** The value of words that are neither well known nor in a row; nothing: as it is. */
  value_in?: (words: string) => string | undefined;
}

/** What the rows call the thing of an id; nothing where none of them tells. */
type Called = (id: string, rows: readonly object[]) => string | undefined;

export interface Active {
  name: string;
  words: string;
}

/** What the address filters by, in the order of the filters; the rows may tell a name. */
export function active_filters(
  filters: readonly Filter[],
  params: URLSearchParams,
  in_words: (day: string) => string,
  rows: readonly object[] = []
): Active[] {
  return filters.flatMap((filter) => {
    const value = params.get(filter.name)?.trim();
    if (!value) return [];
    const words = `${filter.label}: ${shown(filter, value, in_words, rows)}`;
    return [{ name: filter.name, words }];
  });
}

/** Choices with the one that an address brought although the page does not offer it. */
export function choices_with(choices: readonly Choice[], value: string): readonly Choice[] {
  if (value === '' || choices.some((choice) => choice.value === value)) return choices;
  return [...choices, { value, label: words_of(value) }];
}

/** What somebody wrote, as the API takes it; null of what is no amount. */
export function amount_in(text: string): string | null {
  const amount = text.trim();
  return /^\d{1,15}(\.\d{1,4})?$/.test(amount) ? amount : null;
}

export function choices_of(values: readonly string[]): Choice[] {
  return values.map((value) => ({ value, label: words_of(value) }));
}

type TextFilter = Extract<Filter, { kind: 'text' }>;

/** A value as a field of text shows it. */
export function text_of(filter: TextFilter, value: string): string {
  return filter.in_words?.(value) ?? value;
}

/** What may be written into a field of text: what is well known, and what rows have in it. */
export function suggestions_for(filter: TextFilter, rows: readonly object[]): string[] {
  return [...new Set(known_values(filter, rows).map((value) => text_of(filter, value)))].sort();
}

/** The value of what somebody wrote, however it was written; what is none's text goes as it is. */
export function value_of(filter: TextFilter, text: string, rows: readonly object[]): string {
  const written = text.trim().toLowerCase();
  const is_it = (value: string) => text_of(filter, value).toLowerCase() === written;
  const known = filter.in_words && known_values(filter, rows).find(is_it);
  return known ?? filter.value_in?.(text.trim()) ?? text.trim();
}

function known_values(filter: TextFilter, rows: readonly object[]): string[] {
  const among_rows = rows.map((row) => (row as Record<string, unknown>)[filter.name]);
  const all = [...(filter.suggestions ?? []), ...among_rows];
  return all.filter((value): value is string => typeof value === 'string' && value !== '');
}

export function yes_or_no(yes: string, no: string): Choice[] {
  return [
    { value: 'true', label: yes },
    { value: 'false', label: no }
  ];
}

function shown(
  filter: Filter,
  value: string,
  in_words: (day: string) => string,
  rows: readonly object[]
): string {
  if (filter.kind === 'day') return in_words(value);
  if (filter.kind === 'text') return text_of(filter, value);
  if (filter.kind === 'amount') {
    return amount_in(value) === null ? value : format_money(value, filter.currency);
  }
  if (filter.kind === 'linked') return filter.called?.(value, rows) ?? value;
  return choices_with(filter.choices, value).find((choice) => choice.value === value)!.label;
}
