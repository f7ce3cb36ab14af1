import { describe, expect, it } from 'vitest';
import { columns_for, direction_of, sort_after, type Column } from './table';

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
  const column = (id: string, more: Partial<Column<string>> = {}): Column<string> => ({
    id,
    label: id,
    cell: (row) => ({ text: `${id} of ${row}` }),
    ...more
  });
  const columns = [
    column('name'),
    column('by'),
    column('sum', { narrow: 2 }),
    column('day', { narrow: 1 })
  ];
  const ids = (is_narrow: boolean) => columns_for(columns, is_narrow).map(({ id }) => id);

  it('leaves them as they are where there is room', () => {
    expect(ids(false)).toEqual(['name', 'by', 'sum', 'day']);
  });

  it('has what matters most beside the first on a phone', () => {
    expect(ids(true)).toEqual(['name', 'day', 'sum', 'by']);
    expect(columns_for([], true)).toEqual([]);
  });

  it('has what stands below another in its cells on a phone, where that is shown', () => {
    const why = column('why', { below: 'by' });
    const shown = (all: Column<string>[], is_narrow = true) =>
      columns_for(all, is_narrow).map(({ cell }) => cell('A'));
    const [name, by] = [{ text: 'name of A' }, { text: 'by of A' }];
    expect(shown([column('name'), column('by'), why])).toEqual([
      name,
      { ...by, detail: 'why of A' }
    ]);
    expect(shown([column('name'), why])).toEqual([name, { text: 'why of A' }]);
    expect(shown([column('name'), column('by'), why], false)).toHaveLength(3);
  });
});
