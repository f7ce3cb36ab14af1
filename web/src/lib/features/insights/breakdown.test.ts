import { describe, expect, it } from 'vitest';
import { bars_of, rest_of } from './breakdown';

const found = {
  store: { id: 's1', domain: '', name: '', currency: 'GBP', timezone: 'UTC' },
  range: { from: '2026-07-01', to: '2026-07-31' },
  measure: 'net_sales' as const,
  by: 'product' as const,
  total: '310.00',
  items: [
    { value: '632910392', label: 'Cup', amount: '200.00' },
    { value: '', label: null, amount: '50.00' },
    { value: '7', label: 'Bowl', amount: '-5.00' }
  ],
  other: { values: 4, amount: '65.00' }
};

describe('bars_of', () => {
  it('draws each against the greatest, and none below nothing', () => {
    expect(bars_of(found, 'en').map(({ share }) => share)).toEqual([1, 0.25, 0]);
    expect(bars_of({ ...found, items: found.items.slice(2) })[0]?.share).toBe(0);
  });

  it('leads to a product that is known', () => {
    const [cup, unknown] = bars_of(found, 'en');
    expect(cup).toMatchObject({ name: 'Cup', amount: '£200.00', key: '632910392' });
    expect(cup?.href).toBe('/stores/s1/products/632910392');
    expect(unknown?.href).toBeUndefined();
    expect(bars_of({ ...found, by: 'channel' })[0]?.href).toBeUndefined();
  });
});

describe('rest_of', () => {
  it('says what is left over', () => {
    expect(rest_of(found, 'en')).toBe('4 more: £65.00');
    expect(rest_of({ ...found, other: { values: 0, amount: '0.00' } })).toBeNull();
  });
});
