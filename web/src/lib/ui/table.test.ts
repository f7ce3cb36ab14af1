import { describe, expect, it } from 'vitest';
import { direction_of, sort_after } from './table';

describe('direction_of', () => {
  it('reads the minus as descending and another column as no order', () => {
    expect(direction_of('-total_price', 'total_price')).toBe('descending');
    expect(direction_of('total_price', 'total_price')).toBe('ascending');
    expect(direction_of('-processed_at', 'total_price')).toBeNull();
  });
});

describe('sort_after', () => {
  const column = { by: 'total_price', first: 'descending' } as const;

  it('begins with the first order of the column', () => {
    expect(sort_after('-processed_at', column)).toBe('-total_price');
    expect(sort_after('-processed_at', { by: 'title', first: 'ascending' })).toBe('title');
  });

  it('turns around what is sorted by the column already', () => {
    expect(sort_after('-total_price', column)).toBe('total_price');
    expect(sort_after('total_price', column)).toBe('-total_price');
  });
});
