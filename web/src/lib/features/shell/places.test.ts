import { describe, expect, it } from 'vitest';
import { place_of } from './places';

describe('place_of', () => {
  const name = (path: string) => place_of('s1', path)?.name;

  it('knows a place by the beginning of the address', () => {
    expect(name('/stores/s1')).toBe('Dashboard');
    expect(name('/stores/s1/orders')).toBe('Orders');
    expect(name('/stores/s1/orders/42')).toBe('Orders');
  });

  it('knows nothing of addresses that only look alike', () => {
    expect(name('/stores/s1/ordersheet')).toBeUndefined();
  });
});
