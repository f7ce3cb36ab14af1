import { describe, expect, it } from 'vitest';
import { explained_in, with_explained, with_value } from './dashboard_address';

const search = (text: string) => new URLSearchParams(text);

describe('explained_in', () => {
  it('finds a figure, of the whole or of a part', () => {
    expect(explained_in(search('explain=orders'))).toEqual({ measure: 'orders', part: null });
    expect(explained_in(search('explain=orders&by=country&value='))).toEqual({
      measure: 'orders',
      part: { by: 'country', value: '' }
    });
  });

  it('finds nothing in what the API does not know', () => {
    expect(explained_in(search('explain=toString'))).toBeNull();
    expect(explained_in(search('explain=orders&by=valueOf&value=x'))).toBeNull();
    expect(explained_in(search('explain=average_order_value&by=country&value=x'))).toBeNull();
    expect(explained_in(search(''))).toBeNull();
  });
});

describe('with_explained', () => {
  it('goes there and back', () => {
    for (const text of ['a=1&explain=orders', 'a=1&explain=orders&by=channel&value=web', 'a=1']) {
      const from = search('explain=taxes&by=x&a=1&value=y');
      expect(with_explained(from, explained_in(search(text))).toString()).toBe(text);
    }
  });
});

describe('with_value', () => {
  it('does not say what is usual', () => {
    expect(with_value(search('m=b&x=1'), 'm', 'a', 'a').toString()).toBe('x=1');
    expect(with_value(search('m=b'), 'm', 'c', 'a').toString()).toBe('m=c');
  });
});
