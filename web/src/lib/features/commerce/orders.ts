// The list of a store's orders; no I/O.
import type { Schemas } from '$lib/api/open_client';
import { format_day, format_hour, format_weekday, weekdays } from '$lib/moment';
import { choices_of, yes_or_no, type Filter } from '$lib/features/listing/filters';
import type { ListShown } from '$lib/features/listing/list';
import { channel_in, channel_name, known_channels } from '$lib/features/insights/labels';
import { state_badge, state_cell } from '$lib/ui/states';
import type { Badge, Cell, Column } from '$lib/ui/table';
import { address_of, instant, money, type Shop } from './cells';

export type Order = Schemas['Order'];

export function orders_of(shop: Shop): ListShown<Order> {
  return {
    title: 'Orders',
    search_label: 'Search by order, customer or e-mail',
    path: `/api/v1/stores/${shop.id}/orders`,
    columns: order_columns(shop),
    filters: filters_of(shop),
    sorts: ['processed_at', 'total_price'],
    default_sort: '-processed_at',
    none_yet: 'No orders yet. They come as they are placed, or with an import of the history.'
  };
}

export function order_columns(shop: Shop): Column<Order>[] {
  return [
    {
      id: 'name',
      label: 'Order',
      in_file: ['name', 'test', 'cancelled_at'],
      cell: (order) => name_cell(shop, order)
    },
    {
      id: 'processed_at',
      label: 'Date',
      narrow: 1,
      sort: { by: 'processed_at', first: 'descending' },
      cell: ({ processed_at }) => instant(shop, processed_at)
    },
    { id: 'day', label: 'Day', extra: true, cell: ({ day }) => ({ text: format_day(day) }) },
    {
      id: 'customer',
      label: 'Customer',
      in_file: ['customer_id', 'customer_name', 'customer_email'],
      cell: ({ customer }) => customer_cell(shop, customer)
    },
    {
      id: 'financial_status',
      label: 'Payment',
      cell: ({ financial_status }) => state_cell(financial_status)
    },
    {
      id: 'fulfillment_status',
      label: 'Fulfillment',
      cell: ({ fulfillment_status }) => state_cell(fulfillment_status ?? 'unfulfilled')
    },
    { id: 'channel', label: 'Channel', cell: ({ channel }) => ({ text: channel_name(channel) }) },
    {
      id: 'cancelled_at',
      label: 'Cancelled',
      extra: true,
      cell: ({ cancelled_at }) => instant(shop, cancelled_at)
    },
    {
      id: 'total_price',
      label: 'Total',
      figures: true,
      narrow: 2,
      sort: { by: 'total_price', first: 'descending' },
      cell: ({ total_price }) => money(shop, total_price)
    },
    {
      id: 'order_value',
      label: 'Order value',
      figures: true,
      extra: true,
      cell: ({ order_value }) => money(shop, order_value)
    },
    {
      id: 'net_sales',
      label: 'Net sales',
      figures: true,
      cell: ({ net_sales }) => money(shop, net_sales)
    }
  ];
}

/** What sets an order apart, beside its payment and fulfillment. */
export function marks_of(order: Pick<Order, 'cancelled_at' | 'test'>): Badge[] {
  return [
    ...(order.cancelled_at === null ? [] : [state_badge('cancelled')]),
    ...(order.test ? [state_badge('test')] : [])
  ];
}

/** A customer of whom only the id is known is named by it. */
export function customer_cell(shop: Shop, customer: Order['customer']): Cell {
  if (customer === null) return { text: 'Guest' };
  const { id, name, email } = customer;
  const text = name || email || id;
  const detail = name && email ? email : undefined;
  return { text, detail, href: address_of(shop, 'customers', id) };
}

function name_cell(shop: Shop, order: Order): Cell {
  const marks = marks_of(order);
  const href = address_of(shop, 'orders', order.id);
  return { text: order.name || order.id, href, ...(marks.length ? { badges: marks } : {}) };
}

/** What the API says in the place of a name that is not for whoever looks. */
const masked = '***';

/** Of the customer of an id, the name that orders on show have. */
function customer_called(id: string, orders: readonly object[]): string | undefined {
  const customers = (orders as readonly Order[]).map(({ customer }) => customer);
  const name = customers.find((customer) => customer?.id === id)?.name;
  return name && name !== masked ? name : undefined;
}

const filters: readonly Filter[] = [
  { kind: 'day', name: 'from', label: 'From' },
  { kind: 'day', name: 'to', label: 'To' },
  {
    kind: 'choice',
    name: 'financial_status',
    label: 'Payment',
    choices: choices_of([
      'authorized',
      'pending',
      'partially_paid',
      'paid',
      'partially_refunded',
      'refunded',
      'voided'
    ])
  },
  {
    kind: 'choice',
    name: 'fulfillment_status',
    label: 'Fulfillment',
    choices: choices_of(['unfulfilled', 'partial', 'fulfilled', 'restocked'])
  },
  {
    kind: 'text',
    name: 'channel',
    label: 'Channel',
    suggestions: Object.keys(known_channels),
    in_words: channel_name,
    value_in: channel_in
  },
  {
    kind: 'choice',
    name: 'cancelled',
    label: 'Cancelled',
    choices: yes_or_no('Only cancelled', 'Not cancelled')
  },
  { kind: 'choice', name: 'test', label: 'Tests', choices: yes_or_no('Only tests', 'No tests') },
  {
    kind: 'choice',
    name: 'counted',
    label: 'Figures',
    choices: yes_or_no('Only counted', 'Only not counted')
  },
  {
    kind: 'choice',
    name: 'weekday',
    label: 'Weekday',
    choices: weekdays.map((value, day) => ({ value, label: format_weekday(day) }))
  },
  {
    kind: 'choice',
    name: 'hour',
    label: 'Hour',
    choices: Array.from({ length: 24 }, (_, hour) => ({
      value: String(hour),
      label: format_hour(hour)
    }))
  },
  { kind: 'linked', name: 'customer', label: 'Customer', called: customer_called },
  { kind: 'linked', name: 'product', label: 'Product' }
];

function filters_of({ currency }: Shop): Filter[] {
  return [
    ...filters,
    { kind: 'amount', name: 'order_value_from', label: 'Order value from', currency },
    { kind: 'amount', name: 'order_value_below', label: 'Order value below', currency }
  ];
}
