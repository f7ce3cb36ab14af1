import { describe, expect, it } from 'vitest';
import { in_order, is_name_of, state_in_words, type Store } from './stores';

describe('state_in_words', () => {
  it('tells how many deliveries wait', () => {
    const words = (pending: number) => state_in_words({ state: 'connected', pending }, 'en');
    expect(words(0)).toBe('Up to date');
    expect(words(1)).toBe('1 delivery pending');
    expect(words(12_345)).toBe('12,345 deliveries pending');
  });

  it('tells that a store sends nothing more', () => {
    const words = (pending: number) => state_in_words({ state: 'uninstalled', pending }, 'en');
    expect(words(0)).toBe('Uninstalled, up to date');
    expect(words(1)).toBe('Uninstalled, 1 delivery pending');
  });
});

describe('in_order', () => {
  it('goes by name whatever the case, then by id', () => {
    const store = (id: string, name: string) => ({ id, name }) as Store;
    const sorted = in_order([store('3', 'pots'), store('2', 'Ärmel'), store('1', 'Pots')]);
    expect(sorted.map(({ id }) => id)).toEqual(['2', '3', '1']);
    expect(in_order([store('2', 'A'), store('1', 'A')])[0]?.id).toBe('1');
  });
});

describe('is_name_of', () => {
  it('takes the name as it is written, whatever stands around it', () => {
    expect(is_name_of({ name: 'Pots & Co' }, ' Pots & Co ')).toBe(true);
    expect(is_name_of({ name: 'Pots & Co' }, 'pots & co')).toBe(false);
    expect(is_name_of({ name: 'Pots & Co' }, '')).toBe(false);
  });
});
