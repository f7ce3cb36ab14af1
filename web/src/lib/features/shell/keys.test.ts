import { describe, expect, it } from 'vitest';
import { Keys, second_key_ms } from './keys';
import { own_ways, places } from './places';

const orders = { name: 'Orders', href: '/stores/s1/orders', key: 'o' };
const ways = [orders, ...own_ways];

function press(keys: Keys, key: string, more: Partial<Parameters<Keys['press']>[0]> = {}) {
  return keys.press({ key, modified: false, typing: false, at_ms: 0, ...more });
}

describe('Keys', () => {
  it('goes to a place by g and its letter', () => {
    const keys = new Keys(ways);
    expect(press(keys, 'g')).toBeNull();
    expect(press(keys, 'o')).toEqual({ go: orders });
    expect(press(keys, 'o')).toBeNull();
  });

  it('forgets a g that waits too long, or is followed by another letter', () => {
    const keys = new Keys(ways);
    press(keys, 'g');
    expect(press(keys, 'o', { at_ms: second_key_ms + 1 })).toBeNull();
    press(keys, 'g');
    press(keys, 'x');
    expect(press(keys, 'o')).toBeNull();
  });

  it('leaves alone what is typed and what is the browser’s', () => {
    const keys = new Keys(ways);
    expect(press(keys, '?', { typing: true })).toBeNull();
    expect(press(keys, '/', { modified: true })).toBeNull();
    press(keys, 'g', { typing: true });
    expect(press(keys, 'o')).toBeNull();
  });

  it('shows help and finds the search', () => {
    expect(press(new Keys(ways), '?')).toEqual({ help: true });
    expect(press(new Keys(ways), '/')).toEqual({ search: true });
  });

  it('has a letter of its own for each place', () => {
    const keys = [...places, ...own_ways].map(({ key }) => key);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
