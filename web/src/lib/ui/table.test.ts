import { describe, expect, it } from 'vitest';
import { columns_for, direction_of, sort_after } from './table';

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

describe('columns_for', () => {
  const columns = [{ id: 'name' }, { id: 'by' }, { id: 'sum', narrow: 2 }, { id: 'day', narrow: 1 }];
  const ids = (is_narrow: boolean) => columns_for(columns, is_narrow).map(({ id }) => id);

  it('leaves them as they are where there is room', () => {
    expect(ids(false)).toEqual(['name', 'by', 'sum', 'day']);
  });

  it('has what matters most beside the first on a phone', () => {
    expect(ids(true)).toEqual(['name', 'day', 'sum', 'by']);
    expect(columns_for([], true)).toEqual([]);
  });
});
