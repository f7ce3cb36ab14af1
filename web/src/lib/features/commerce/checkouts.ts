// The list of a store's checkouts, and what the page of one shows; no I/O.
import type { Schemas } from '$lib/api/open_client';
import { choices_of, type Filter } from '$lib/features/listing/filters';
import type { ListShown } from '$lib/features/listing/list';
import { format_count } from '$lib/money';
import { state_cell } from '$lib/ui/states';
import type { Cell, Column } from '$lib/ui/table';
import { times } from './amounts';
import { address_of, instant, money, type Shop } from './cells';

export type Checkout = Schemas['Checkout'];
export type WholeCheckout = Schemas['WholeCheckout'];
type Line = WholeCheckout['lines'][number];

export function checkouts_of(shop: Shop): ListShown<Checkout> {
  return {
    title: 'Checkouts',
    search_label: 'Search by e-mail',
    path: `/api/v1/stores/${shop.id}/checkouts`,
    columns: checkout_columns(shop),
    filters,
    sorts: ['created_at'],
    default_sort: '-created_at',
    none_yet: 'No checkouts yet. They come as customers begin to pay.'
  };
}

export function checkout_columns(shop: Shop): Column<Checkout>[] {
  return [
    {
      id: 'created_at',
      label: 'Started',
      sort: { by: 'created_at', first: 'descending' },
      cell: ({ id, created_at }) => ({
        ...instant(shop, created_at),
        href: address_of(shop, 'checkouts', id)
      })
    },
    { id: 'state', label: 'State', narrow: 1, cell: ({ state }) => state_cell(state) },
    { id: 'email', label: 'E-mail', cell: ({ email }) => ({ text: email ?? '' }) },
    {
      id: 'completed_at',
      label: 'Completed',
      cell: ({ completed_at }) => instant(shop, completed_at)
    },
    { id: 'id', label: 'Token', extra: true, cell: ({ id }) => ({ text: id }) },
    {
      id: 'total_price',
      label: 'Total',
      figures: true,
      narrow: 2,
      cell: ({ total_price }) => money(shop, total_price)
    }
  ];
}

export function facts_of(checkout: WholeCheckout, shop: Shop): { name: string; cell: Cell }[] {
  const { customer_id, order_id, email, phone } = checkout;
  return [
    { name: 'Total, with shipping and taxes', cell: money(shop, checkout.total_price) },
    { name: 'Started', cell: instant(shop, checkout.created_at) },
    { name: 'Completed', cell: instant(shop, checkout.completed_at) },
    { name: 'E-mail', cell: { text: email ?? '' } },
    { name: 'Phone', cell: { text: phone ?? '' } },
    { name: 'Customer', cell: link_to(shop, 'customers', customer_id, 'Its customer') },
    { name: 'Order', cell: link_to(shop, 'orders', order_id, 'Its order') }
  ];
}

export function line_columns(shop: Shop): Column<Line>[] {
  return [
    {
      id: 'title',
      label: 'Item',
      cell: ({ title, product_id }) => ({
        text: title,
        href: product_id === null ? undefined : address_of(shop, 'products', product_id)
      })
    },
    {
      id: 'quantity',
      label: 'Quantity',
      figures: true,
      cell: ({ quantity }) => ({ text: format_count(quantity) })
    },
    { id: 'price', label: 'Price', figures: true, cell: ({ price }) => money(shop, price) },
    {
      id: 'amount',
      label: 'Amount',
      figures: true,
      cell: ({ price, quantity }) => money(shop, times(price, quantity))
    }
  ];
}

function link_to(
  shop: Shop,
  kind: 'customers' | 'orders',
  id: string | null,
  text: string
): Cell {
  return id === null ? { text: '' } : { text, href: address_of(shop, kind, id) };
}

const filters: readonly Filter[] = [
  { kind: 'day', name: 'from', label: 'From' },
  { kind: 'day', name: 'to', label: 'To' },
  {
    kind: 'choice',
    name: 'state',
    label: 'State',
    choices: choices_of(['open', 'completed', 'abandoned'])
  },
  {
    kind: 'choice',
    name: 'figure',
    label: 'Counted under',
    choices: [
      { value: 'started', label: 'Started' },
      { value: 'completed', label: 'Completed' },
      { value: 'abandoned', label: 'Abandoned, also if recovered' },
      { value: 'recovered', label: 'Recovered later' }
    ]
  }
];
