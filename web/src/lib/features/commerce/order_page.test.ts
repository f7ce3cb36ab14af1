import { describe, expect, it } from 'vitest';
import * as shape from './order_page';

const shop = { id: 's1', currency: 'USD', timezone: 'America/New_York' };
const line = (id: string, more: Partial<shape.OrderLine> = {}): shape.OrderLine => ({
  id,
  product_id: '7',
  variant_id: '8',
  title: `Cup ${id}`,
  sku: 'CUP',
  vendor: 'Acme',
  quantity: 3,
  current_quantity: 2,
  price: '19.99',
  discount: '1.00',
  tax: '2.00',
  gift_card: false,
  tip: false,
  tax_lines: [],
  discount_allocations: [],
  ...more
});
const whole = (more: Partial<shape.WholeOrder> = {}): shape.WholeOrder => ({
  id: '1',
  name: '#1001',
  processed_at: '2026-07-01T12:00:00Z',
  day: '2026-07-01',
  customer: null,
  financial_status: 'paid',
  fulfillment_status: null,
  cancelled_at: null,
  test: false,
  channel: 'web',
  total_price: '66.97',
  order_value: '58.97',
  net_sales: '58.97',
  created_at: '2026-07-01T12:00:00Z',
  updated_at: '2026-07-01T12:00:00Z',
  email: 'ann@example.com',
  country: 'GB',
  referrer: null,
  checkout: null,
  taxes_included: false,
  total_tax: '2.00',
  tip: '1.00',
  discount_codes: [],
  gateways: ['shopify_payments'],
  lines: [line('a')],
  shipping_lines: [{ price: '5.00', discount: '0.00', tax: '0.00' }],
  duties: [],
  fees: [],
  refunds: [],
  edits: [],
  milestones: [],
  sales: [],
  ...more
});
const refund: shape.WholeOrder['refunds'][number] = {
  id: '5',
  processed_at: '2026-07-03T09:00:00Z',
  lines: [{ line_item_id: 'a', quantity: 1, subtotal: '18.99', tax: '0.50' }],
  adjustments: [{ kind: 'discrepancy', amount: '-2.00', tax: '0.00' }]
};

describe('facts_of', () => {
  it('names what it was paid by as the dashboard does', () => {
    const facts = shape.facts_of(whole({ gateways: ['shopify_payments', 'gift_card'] }), shop);
    expect(facts.find(({ name }) => name === 'Paid by')?.cell.text).toBe(
      'Shopify Payments, Gift card'
    );
    const free = shape.facts_of(whole({ gateways: [] }), shop);
    expect(free.some(({ name }) => name === 'Paid by')).toBe(false);
  });
});

describe('sums_of', () => {
  it('come to the total, without parts that are nothing', () => {
    expect(shape.sums_of(whole())).toEqual([
      { name: 'Lines', amount: '59.97' },
      { name: 'Discounts', amount: '-1.00' },
      { name: 'Shipping', amount: '5.00' },
      { name: 'Taxes', amount: '2.00' },
      { name: 'Tip', amount: '1.00' },
      { name: 'Total', amount: '66.97', total: true }
    ]);
  });

  it('name no tip twice and tell the taxes within the total apart', () => {
    const tip = line('t', { tip: true, price: '1.00', quantity: 1, discount: '0.00' });
    const names = shape
      .sums_of(whole({ lines: [tip], taxes_included: true }))
      .map(({ name }) => name);
    expect(names).toEqual(['Lines', 'Shipping', 'Total', 'of which taxes']);
  });

  it('say that an order for nothing is for nothing', () => {
    const nothing = whole({ lines: [], shipping_lines: [], total_tax: '0.00', tip: '0.00' });
    expect(shape.sums_of({ ...nothing, total_price: '0.00' })).toEqual([
      { name: 'Total', amount: '0.00', total: true }
    ]);
  });
});

describe('given_back', () => {
  it('adds the tax that prices do not include, and counts money to the buyer as positive', () => {
    const rows = shape.given_back(whole(), refund);
    expect(rows.map(({ of, quantity, amount }) => [of, quantity, amount])).toEqual([
      ['Cup a', 1, '19.49'],
      ['Adjustment', null, '2.00']
    ]);
  });

  it('leaves amounts alone that include the tax, and names a line that is gone by its id', () => {
    const rows = shape.given_back(whole({ taxes_included: true, lines: [] }), refund);
    expect(rows.map(({ of, amount }) => [of, amount])).toEqual([
      ['Line a', '18.99'],
      ['Adjustment', '2.00']
    ]);
  });
});

describe('timeline_of', () => {
  it('goes by time, whatever the order of the answer', () => {
    const edit = {
      id: '9',
      committed_at: '2026-07-02T09:00:00Z',
      additions: [{ line_item_id: 'a', units: 1 }],
      removals: [{ line_item_id: 'a', units: 2 }]
    };
    const order = whole({
      processed_at: '2026-06-30T12:00:00Z',
      cancelled_at: '2026-07-04T09:00:00Z',
      refunds: [refund],
      edits: [edit],
      milestones: [
        { kind: 'paid', reached_at: '2026-07-01T12:00:00Z' },
        { kind: 'fulfilled', reached_at: '2026-07-02T10:00:00Z' }
      ]
    });
    const events = shape.timeline_of(order, shop);
    expect(events.map(({ what, detail }) => [what, detail])).toEqual([
      ['Placed', 'It counts on this day.'],
      ['Created', undefined],
      ['Paid', undefined],
      ['Edited', '1 unit added, 2 units removed'],
      ['Fulfilled', undefined],
      ['Refunded', '$21.49'],
      ['Cancelled', undefined]
    ]);
  });

  it('has no word of the day that it counts on where that is when it was created', () => {
    expect(shape.timeline_of(whole(), shop).map(({ what }) => what)).toEqual(['Created']);
  });
});

describe('line_columns', () => {
  it('say what is left of a line where that is another quantity', () => {
    const quantity = shape.line_columns(shop).find(({ id }) => id === 'quantity')!;
    expect(quantity.cell(line('a'))).toEqual({ text: '3', detail: 'now 2' });
    expect(quantity.cell(line('a', { current_quantity: 3 })).detail).toBeUndefined();
    expect(quantity.cell(line('a', { current_quantity: null })).detail).toBeUndefined();
  });
});
