import { describe, expect, it } from 'vitest';
import type { Store } from '$lib/features/stores/stores';
import { places } from './places';
import { address_in, matching } from './switcher';

const store = (name: string, domain: string) => ({ id: domain, name, domain }) as Store;

describe('matching', () => {
  const stores = [store('Café Crème', 'cafe.example'), store('Harbour & Oak', 'oak.example')];
  const names = (text: string) => matching(stores, text).map(({ name }) => name);

  it('finds by name and domain, whatever case and accents', () => {
    expect(names('CREME')).toEqual(['Café Crème']);
    expect(names('oak.ex harb')).toEqual(['Harbour & Oak']);
    expect(names('oak creme')).toEqual([]);
    expect(names('  ')).toHaveLength(2);
  });
});

describe('address_in', () => {
  it('keeps the place and the range, and nothing else', () => {
    const search = new URLSearchParams('range=today&cursor=x&compare=previous_year');
    expect(address_in('s2', places[0], search)).toBe(
      '/stores/s2?range=today&compare=previous_year'
    );
    expect(address_in('s2', places[1], new URLSearchParams('q=a'))).toBe('/stores/s2/orders');
    expect(address_in('s2', undefined, new URLSearchParams())).toBe('/stores/s2');
  });
});
