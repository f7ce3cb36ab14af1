import { describe, expect, it } from 'vitest';
import {
  active_filters,
  choices_of,
  choices_with,
  suggestions_for,
  words_of,
  type Filter
} from './filters';

const filters: Filter[] = [
  { kind: 'day', name: 'from', label: 'From' },
  { kind: 'choice', name: 'status', label: 'Payment', choices: choices_of(['paid', 'voided']) },
  { kind: 'linked', name: 'product', label: 'Product' }
];
const active = (search: string) =>
  active_filters(filters, new URLSearchParams(search), (day) => `day ${day}`);

describe('active_filters', () => {
  it('says what is filtered by, each in its own words', () => {
    expect(active('?product=42&status=paid&from=2026-07-01&q=ann')).toEqual([
      { name: 'from', words: 'From: day 2026-07-01' },
      { name: 'status', words: 'Payment: Paid' },
      { name: 'product', words: 'Product: 42' }
    ]);
  });

  it('has words for a value that the page does not offer, and none for an empty one', () => {
    expect(active('?status=partially_paid&from=')).toEqual([
      { name: 'status', words: 'Payment: Partially paid' }
    ]);
  });
});

describe('choices_with', () => {
  it('adds a value once', () => {
    const choices = choices_of(['paid']);
    expect(choices_with(choices, 'paid')).toBe(choices);
    expect(choices_with(choices, '')).toBe(choices);
    expect(choices_with(choices, 'on_hold').at(-1)).toEqual({
      value: 'on_hold',
      label: 'On hold'
    });
  });
});

describe('suggestions_for', () => {
  it('are what is known and what the rows have, each once', () => {
    const filter = { kind: 'text', name: 'vendor', label: 'Vendor' } as const;
    const rows = [{ vendor: 'Kiln' }, { vendor: 'Acme' }, { vendor: 'Kiln' }, { vendor: null }, {}];
    expect(suggestions_for(filter, rows)).toEqual(['Acme', 'Kiln']);
    expect(suggestions_for({ ...filter, suggestions: ['Zeta'] }, rows)).toEqual([
      'Acme',
      'Kiln',
      'Zeta'
    ]);
  });
});

describe('words_of', () => {
  it('reads like words', () => {
    expect(words_of('partially_refunded')).toBe('Partially refunded');
    expect(words_of('')).toBe('');
  });
});
