import { channel_in } from '$lib/features/insights/labels';
import { describe, expect, it } from 'vitest';
import {
  active_filters,
  amount_in,
  choices_of,
  choices_with,
  suggestions_for,
  text_of,
  value_of,
  type Filter
} from './filters';

const filters: Filter[] = [
  { kind: 'day', name: 'from', label: 'From' },
  { kind: 'choice', name: 'status', label: 'Payment', choices: choices_of(['paid', 'voided']) },
  { kind: 'linked', name: 'product', label: 'Product' }
];
const active = (search: string) =>
  active_filters(filters, new URLSearchParams(search), (day) => `day ${day}`);

describe('amount_in', () => {
  it('takes decimal text alone', () => {
    expect(['49.90', ' 50 ', '0.005'].map(amount_in)).toEqual(['49.90', '50', '0.005']);
    expect(['', '-1', '1,5', '1.', '£5', '1e3'].map(amount_in)).toEqual(Array(6).fill(null));
  });
});

describe('active_filters', () => {
  it('says what is filtered by, each in its own words', () => {
    expect(active('?product=42&status=paid&from=2026-07-01&q=ann')).toEqual([
      { name: 'from', words: 'From: day 2026-07-01' },
      { name: 'status', words: 'Payment: Paid' },
      { name: 'product', words: 'Product: 42' }
    ]);
  });

  it('shows an amount in its currency, and what is none as it is written', () => {
    const amount: Filter = { kind: 'amount', name: 'least', label: 'From', currency: 'GBP' };
    const words = (least: string) =>
      active_filters([amount], new URLSearchParams({ least }), String).map(({ words }) => words);
    expect(words('1250.50')).toEqual(['From: £1,250.50']);
    expect(words('abc')).toEqual(['From: abc']);
  });

  it('calls what is linked as the rows do, else by its id', () => {
    const called = (id: string, rows: readonly object[]) =>
      (rows as { id: string; name: string }[]).find((row) => row.id === id)?.name;
    const linked: Filter = { kind: 'linked', name: 'customer', label: 'Customer', called };
    const words = (id: string) =>
      active_filters([linked], new URLSearchParams({ customer: id }), String, [
        { id: '42', name: 'Ann' }
      ]).map(({ words }) => words);
    expect(words('42')).toEqual(['Customer: Ann']);
    expect(words('43')).toEqual(['Customer: 43']);
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

describe('a text that stands for a value', () => {
  const names: Record<string, string> = { web: 'Online Store', '580111': 'App 580111' };
  const channel = {
    kind: 'text',
    name: 'channel',
    label: 'Channel',
    suggestions: ['web'],
    in_words: (value: string) => names[value] ?? value
  } as const;
  const rows = [{ channel: '580111' }, { channel: 'faire' }];

  it('is what is suggested and shown', () => {
    expect(suggestions_for(channel, rows)).toEqual(['App 580111', 'Online Store', 'faire']);
    expect(text_of(channel, 'web')).toBe('Online Store');
    expect(text_of(channel, '')).toBe('');
    const params = new URLSearchParams({ channel: 'web' });
    expect(active_filters([channel], params, String)).toEqual([
      { name: 'channel', words: 'Channel: Online Store' }
    ]);
  });

  it('is asked as its value, however it is written', () => {
    expect(value_of(channel, 'Online Store', rows)).toBe('web');
    expect(value_of(channel, ' online store', rows)).toBe('web');
    expect(value_of(channel, 'App 580111', rows)).toBe('580111');
    const without_rows = { ...channel, value_in: channel_in };
    expect(value_of(without_rows, 'app 580111 ', [])).toBe('580111');
    expect(value_of(without_rows, 'app store', [])).toBe('app store');
  });

  it('goes as it is where it is the text of no value', () => {
    expect(value_of(channel, ' web ', rows)).toBe('web');
    expect(value_of(channel, 'Elsewhere', rows)).toBe('Elsewhere');
    expect(value_of(channel, '', rows)).toBe('');
    const vendor = { kind: 'text', name: 'vendor', label: 'Vendor' } as const;
    expect(value_of(vendor, 'kiln', [{ vendor: 'Kiln' }])).toBe('kiln');
  });
});
