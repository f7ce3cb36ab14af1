import { describe, expect, it } from 'vitest';
import { bucket_in_words, bucket_label, orders_in, type OrderValues } from './order_values';

const bucket = (from: string, to: string | null) => ({ from, to, orders: 1 });

describe('bucket_in_words', () => {
  it('names the least and the greatest amount that may lie in it', () => {
    expect(bucket_in_words(bucket('10.00', '15.00'), 'GBP', 'en')).toBe('£10.00 – £14.99');
    expect(bucket_in_words(bucket('1000', '1500'), 'JPY', 'en')).toBe('¥1,000 – ¥1,499');
    expect(bucket_in_words(bucket('0.000', '0.005'), 'KWD', 'en')).toMatch(/0\.000.*0\.004/);
    expect(bucket_in_words(bucket('-5.00', '0.00'), 'GBP', 'en')).toBe('-£5.00 – -£0.01');
  });

  it('names one amount alone, and says where there is no end', () => {
    expect(bucket_in_words(bucket('3', '4'), 'JPY', 'en')).toBe('¥3');
    expect(bucket_in_words(bucket('50.00', null), 'GBP', 'en')).toBe('£50.00 and more');
  });
});

describe('bucket_label', () => {
  it('is where it begins, without decimals that are nothing', () => {
    expect(bucket_label(bucket('10.00', '15.00'), 'GBP', 'en')).toBe('£10');
    expect(bucket_label(bucket('0.50', '1.00'), 'GBP', 'en')).toBe('£0.50');
    expect(bucket_label(bucket('1000', '1500'), 'JPY', 'en')).toBe('¥1,000');
    expect(bucket_label(bucket('50.00', null), 'GBP', 'en')).toBe('£50+');
  });
});

describe('orders_in', () => {
  it('leads to the orders of a bucket on the days of the range', () => {
    const values = {
      store: { id: 'abc' },
      range: { from: '2026-07-01', to: '2026-07-31' }
    } as OrderValues;
    const list = '/stores/abc/orders?from=2026-07-01&to=2026-07-31';
    expect(orders_in(values, bucket('10.00', '15.00'))).toBe(
      `${list}&order_value_from=10.00&order_value_below=15.00`
    );
    expect(orders_in(values, bucket('50.00', null))).toBe(`${list}&order_value_from=50.00`);
  });
});
