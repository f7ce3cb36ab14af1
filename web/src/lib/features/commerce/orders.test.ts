import { describe, expect, it } from 'vitest';
import { active_filters, value_of } from '$lib/features/listing/filters';
import { order_columns, orders_of, type Order } from './orders';

const shop = { id: 's1', currency: 'GBP', timezone: 'Europe/London' };
const order: Order = {
  id: '450789469',
  name: '#1001',
  processed_at: '2026-07-01T23:30:00Z',
  day: '2026-07-02',
  customer: { id: '207119551', name: 'Ann Smith', email: 'ann@example.com' },
  financial_status: 'partially_refunded',
  fulfillment_status: null,
  cancelled_at: null,
  test: false,
  channel: 'web',
  total_price: '90071992547409931.12',
  order_value: null,
  net_sales: '-10.00'
};
const cell = (id: string, of: Partial<Order> = {}) =>
  order_columns(shop)
    .find((column) => column.id === id)!
    .cell({ ...order, ...of });

describe('order_columns', () => {
  it('name the order, with what sets it apart', () => {
    const href = '/stores/s1/orders/450789469';
    expect(cell('name')).toEqual({ text: '#1001', href });
    const marks = cell('name', { test: true, cancelled_at: '2026-07-02T00:00:00Z' }).badges;
    expect(marks?.map(({ text }) => text)).toEqual(['Cancelled', 'Test']);
    expect(cell('name', { name: '' }).text).toBe('450789469');
  });

  it("tell the time by the store's clocks", () => {
    expect(cell('processed_at').text).toMatch(/Jul 2, 2026, 12:30/);
  });

  it('name the customer as well as is known, and a guest', () => {
    const href = '/stores/s1/customers/207119551';
    expect(cell('customer')).toEqual({ text: 'Ann Smith', detail: 'ann@example.com', href });
    const nameless = { id: '207119551', name: '', email: null };
    expect(cell('customer', { customer: nameless })).toEqual({ text: '207119551', detail: undefined, href });
    expect(cell('customer', { customer: null })).toEqual({ text: 'Guest' });
  });

  it('show states in words, of no fulfillment too, and one that is new', () => {
    expect(cell('financial_status').badges).toEqual([
      { text: 'Partially refunded', tone: 'fair' }
    ]);
    expect(cell('fulfillment_status').badges).toEqual([{ text: 'Unfulfilled', tone: 'plain' }]);
    expect(cell('financial_status', { financial_status: 'on_the_moon' }).badges).toEqual([
      { text: 'On the moon', tone: 'plain' }
    ]);
  });

  it('show money to the last digit', () => {
    expect(cell('total_price').text).toBe('£90,071,992,547,409,931.12');
    expect(cell('net_sales').text).toBe('-£10.00');
  });
});

describe('orders_of', () => {
  const { filters } = orders_of(shop);
  const words = (search: string, rows: readonly Order[] = [order]) =>
    active_filters(filters, new URLSearchParams(search), String, rows).map(({ words }) => words);

  it('filters by the channel as its column names it, and asks for its code', () => {
    const channel = filters.find(({ name }) => name === 'channel')!;
    if (channel.kind !== 'text') throw new Error('the channel is no text');
    expect(value_of(channel, cell('channel').text, [order])).toBe('web');
    expect(words('channel=web')).toEqual(['Channel: Online Store']);
  });

  it('names the customer whose orders are shown, where the name is told', () => {
    const masked = { ...order, customer: { id: '207119551', name: '***', email: '***' } };
    expect(words('customer=207119551')).toEqual(['Customer: Ann Smith']);
    expect(words('customer=207119551', [masked])).toEqual(['Customer: 207119551']);
    expect(words('customer=1')).toEqual(['Customer: 1']);
  });
});
