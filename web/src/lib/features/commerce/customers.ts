// The list of a store's customers, and what the page of one shows; no I/O.
import type { Schemas } from '$lib/api/open_client';
import { yes_or_no, type Filter } from '$lib/features/listing/filters';
import type { ListShown } from '$lib/features/listing/list';
import { format_count } from '$lib/money';
import type { Cell, Column } from '$lib/ui/table';
import { address_of, instant, money, type Shop } from './cells';

export type Customer = Schemas['Customer'];
type Address = Customer['addresses'][number];

export function customers_of(shop: Shop): ListShown<Customer> {
  return {
    title: 'Customers',
    search_label: 'Search by name or e-mail',
    path: `/api/v1/stores/${shop.id}/customers`,
    columns: customer_columns(shop),
    filters,
    sorts: ['created_at', 'orders', 'net_sales'],
    default_sort: '-created_at',
    none_yet: 'No customers yet. They come with their orders, or with an import of the history.'
  };
}

export function name_of(customer: Pick<Customer, 'id' | 'name' | 'email'>): string {
  return customer.name || customer.email || `Customer ${customer.id}`;
}

export function customer_columns(shop: Shop): Column<Customer>[] {
  return [
    {
      id: 'name',
      label: 'Customer',
      in_file: ['name', 'email'],
      cell: (customer) => ({
        text: name_of(customer),
        href: address_of(shop, 'customers', customer.id),
        detail: customer.name && customer.email ? customer.email : undefined
      })
    },
    { id: 'phone', label: 'Phone', extra: true, cell: ({ phone }) => ({ text: phone ?? '' }) },
    {
      id: 'place',
      label: 'Place',
      in_file: ['addresses'],
      cell: ({ addresses }) => ({ text: place_of(addresses) })
    },
    {
      id: 'created_at',
      label: 'Since',
      sort: { by: 'created_at', first: 'descending' },
      cell: ({ created_at }) => instant(shop, created_at)
    },
    {
      id: 'first_order_at',
      label: 'First order',
      extra: true,
      cell: ({ first_order_at }) => instant(shop, first_order_at)
    },
    {
      id: 'last_order_at',
      label: 'Last order',
      narrow: 1,
      cell: ({ last_order_at }) => instant(shop, last_order_at)
    },
    {
      id: 'orders',
      label: 'Orders',
      figures: true,
      sort: { by: 'orders', first: 'descending' },
      cell: ({ orders }) => ({ text: format_count(orders) })
    },
    {
      id: 'net_sales',
      label: 'Net sales',
      figures: true,
      narrow: 2,
      sort: { by: 'net_sales', first: 'descending' },
      cell: ({ net_sales }) => money(shop, net_sales)
    }
  ];
}

export function facts_of(customer: Customer, shop: Shop): { name: string; cell: Cell }[] {
  return [
    { name: 'Net sales', cell: money(shop, customer.net_sales) },
    { name: 'Orders', cell: { text: format_count(customer.orders) } },
    { name: 'First order', cell: instant(shop, customer.first_order_at) },
    { name: 'Last order', cell: instant(shop, customer.last_order_at) },
    { name: 'Customer since', cell: instant(shop, customer.created_at) },
    { name: 'E-mail', cell: { text: customer.email ?? '' } },
    { name: 'Phone', cell: { text: customer.phone ?? '' } }
  ];
}

/** As on an envelope, line by line; what is empty is left out. */
export function lines_of(address: Address): string[] {
  const { name, company, address1, address2, zip, city, province, country, phone } = address;
  const town = [zip, city].filter(Boolean).join(' ');
  const region = [province, country].filter(Boolean).join(', ');
  return [name, company, address1, address2, town, region, phone].filter(Boolean);
}

function place_of(addresses: readonly Address[]): string {
  const address = addresses.find(({ is_default }) => is_default) ?? addresses[0];
  return [address?.city, address?.country].filter(Boolean).join(', ');
}

const filters: readonly Filter[] = [
  { kind: 'day', name: 'from', label: 'From' },
  { kind: 'day', name: 'to', label: 'To' },
  {
    kind: 'choice',
    name: 'has_orders',
    label: 'Orders',
    choices: yes_or_no('With orders', 'Without orders')
  }
];
