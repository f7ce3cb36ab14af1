import { describe, expect, it } from 'vitest';
import { row_in_words, rows_in_words, sum_in_words, type ExplainedRow } from './explanation';

function row(amount: string | number, sale: Partial<ExplainedRow['sale']> | null): ExplainedRow {
  const whole = {
    hour: 13,
    action: 'return' as const,
    line_type: 'product' as const,
    quantity: -2,
    total: '-15.00',
    tax: '-2.50',
    discount: '0.00',
    net: '-12.50'
  };
  return {
    order: { id: '1', name: '#1001' },
    happened_at: '2026-07-05T12:00:00Z',
    day: '2026-07-05',
    sale: sale && { ...whole, ...sale },
    amount
  };
}

describe('row_in_words', () => {
  it('says what happened to what, and how often', () => {
    expect(row_in_words(row('-12.50', {}))).toBe('Return: product × 2');
    const gift_card = { action: 'order', line_type: 'gift_card', quantity: 1 } as const;
    expect(row_in_words(row('5.00', gift_card))).toBe('Order: gift card');
    expect(row_in_words(row(1, null))).toBe('Order');
  });
});

describe('the rows together', () => {
  it('are money or a count, exactly', () => {
    expect(sum_in_words([row('0.10', {}), row('0.20', {})], 'GBP', 'en')).toBe('Together £0.30.');
    expect(sum_in_words([row(1, null), row(1, null)], 'GBP', 'en')).toBe('Together 2.');
    expect(sum_in_words([], 'GBP')).toBe('');
  });

  it('say whether they are all', () => {
    const sales = [row('1.00', {}), row('2.00', {})];
    expect(rows_in_words(sales, true, '3.00')).toBe('All 2 rows.');
    expect(rows_in_words(sales, false, '9.00')).toBe('The first 2 rows.');
    expect(rows_in_words([], true, '0.00')).toMatch(/No rows/);
  });

  it('say of how many, where each is an order', () => {
    const orders = [row(1, null), row(1, null)];
    expect(rows_in_words(orders, false, 1_234, 'en')).toBe('The first 2 of 1,234 rows.');
    const pieces = [row(2, {}), row(1, {})];
    expect(rows_in_words(pieces, false, 1_234, 'en')).toBe('The first 2 rows.');
  });
});
