import { describe, expect, it } from 'vitest';
import { filter_in, in_words, is_narrow, query_of, search_of } from './filter';

const filter_of = (search: string) => filter_in(new URLSearchParams(search));

describe('the filter of the delivery log', () => {
  it('comes back from the address as it was', () => {
    const search = '?q=b54557e4&topic=orders%2Fcreate&since=2026-11-01&until=2026-11-26&state=failed';
    expect(search_of(filter_of(search))).toBe(search);
    expect(search_of(filter_of(''))).toBe('');
  });

  it('knows no state that the API has not', () => {
    expect(filter_of('?state=lost').state).toBe('');
    expect(query_of(filter_of('?state=lost&topic='))).toEqual({});
  });

  it('is another question with another cursor', () => {
    const filter = filter_of('?state=failed&cursor=old');
    expect(search_of(filter, 'new')).toBe('?state=failed&cursor=new');
  });

  it('is told in words', () => {
    expect(in_words(filter_of(''))).toBe('deliveries');
    expect(in_words(filter_of('?state=failed&topic=orders/create&since=2026-11-01'))).toBe(
      'failed deliveries of orders/create since 2026-11-01'
    );
    expect(in_words(filter_of('?q=no such'))).toBe('deliveries with “no such”');
    expect(is_narrow(filter_of('?cursor=x'))).toBe(false);
    expect(is_narrow(filter_of('?until=2026-11-01'))).toBe(true);
  });
});
