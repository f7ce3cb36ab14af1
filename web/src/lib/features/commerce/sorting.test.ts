import { describe, expect, it } from 'vitest';
import { checkouts_of } from './checkouts';
import { customers_of } from './customers';
import { orders_of } from './orders';
import { products_of } from './products';

const shop = { id: 's1', currency: 'GBP', timezone: 'Europe/London' };

describe.each([orders_of, customers_of, products_of, checkouts_of])('%O', (list_of) => {
  it('sorts by the columns that the list can be sorted by', () => {
    const { columns, sorts, default_sort } = list_of(shop);
    expect(columns.flatMap(({ sort }) => (sort ? [sort.by] : []))).toEqual(sorts);
    expect(sorts).toContain(default_sort.replace('-', ''));
  });
});
