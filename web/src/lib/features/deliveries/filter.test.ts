import { describe, expect, it } from 'vitest';
import { filter_in, in_words } from './filter';

const filter_of = (search: string) => filter_in(new URLSearchParams(search));

describe('the filter of the delivery log', () => {
  it('has only what is asked for', () => {
    expect(filter_of('')).toEqual({});
    expect(filter_of('?topic=&state=failed&until=2026-11-26')).toEqual({
      state: 'failed',
      until: '2026-11-26'
    });
  });

  it('is the same on every page and with any columns', () => {
    expect(filter_of('?q=b54557e4&cursor=a&cursor=b&columns=topic')).toEqual({ q: 'b54557e4' });
  });

  it('is told in words', () => {
    expect(in_words({})).toBe('deliveries');
    expect(in_words({ state: 'failed', topic: 'orders/create', since: '2026-11-01' })).toBe(
      'failed deliveries of orders/create since 2026-11-01'
    );
    expect(in_words({ q: 'no such', until: '2026-11-26' })).toBe(
      'deliveries with “no such” until 2026-11-26'
    );
  });
});
