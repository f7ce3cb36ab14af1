// The list of a store's products, and what the page of one shows; no I/O.
import type { Schemas } from '$lib/api/open_client';
import { add_days, type Range } from '$lib/day';
import { choices_of, type Filter } from '$lib/features/listing/filters';
import type { ListShown } from '$lib/features/listing/list';
import { format_count } from '$lib/money';
import { state_cell } from '$lib/ui/states';
import type { Cell, Column } from '$lib/ui/table';
import { address_of, money, type Shop } from './cells';

export type Product = Schemas['Product'];
type Variant = Product['variants'][number];

export function products_of(shop: Shop): ListShown<Product> {
  return {
    title: 'Products',
    search_label: 'Search by title, vendor or SKU',
    path: `/api/v1/stores/${shop.id}/products`,
    columns: product_columns(shop),
    filters,
    sorts: ['title', 'units', 'net_sales'],
    default_sort: 'title',
    none_yet: 'No products yet. They come as they are changed, or with an import of the history.'
  };
}

export function product_columns(shop: Shop): Column<Product>[] {
  return [
    {
      id: 'title',
      label: 'Product',
      sort: { by: 'title', first: 'ascending' },
      cell: ({ id, title }) => ({
        text: title || `Product ${id}`,
        href: address_of(shop, 'products', id)
      })
    },
    { id: 'status', label: 'Status', cell: ({ status }) => state_cell(status) },
    { id: 'vendor', label: 'Vendor', cell: ({ vendor }) => ({ text: vendor }) },
    { id: 'product_type', label: 'Type', cell: ({ product_type }) => ({ text: product_type }) },
    {
      id: 'variants',
      label: 'Variants',
      figures: true,
      cell: ({ variants }) => ({ text: format_count(variants.length) })
    },
    ...sold_columns(shop)
  ];
}

/** What a product sold: of all time, or in a period. */
export function sold_columns(shop: Shop): Column<{ units: number; net_sales: string }>[] {
  return [
    {
      id: 'units',
      label: 'Units sold',
      figures: true,
      narrow: 1,
      sort: { by: 'units', first: 'descending' },
      cell: ({ units }) => ({ text: format_count(units) })
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

export function variant_columns(shop: Shop): Column<Variant>[] {
  return [
    {
      id: 'title',
      label: 'Variant',
      cell: ({ id, title }) => ({ text: title || `Variant ${id}` })
    },
    { id: 'sku', label: 'SKU', cell: ({ sku }) => ({ text: sku ?? '' }) },
    { id: 'price', label: 'Price', figures: true, cell: ({ price }) => money(shop, price) }
  ];
}

export function facts_of(product: Product, shop: Shop): { name: string; cell: Cell }[] {
  return [
    { name: 'Net sales, all time', cell: money(shop, product.net_sales) },
    { name: 'Units sold, all time', cell: { text: format_count(product.units) } },
    { name: 'Vendor', cell: { text: product.vendor } },
    { name: 'Type', cell: { text: product.product_type } }
  ];
}

export interface Period {
  name: string;
  range: Range;
}

/** Periods up to a day, the shortest first. */
export function periods_until(today: string): Period[] {
  const last = (days: number) => ({ from: add_days(today, 1 - days), to: today });
  const before = (days: number) => ({
    from: add_days(today, 1 - 2 * days),
    to: add_days(today, -days)
  });
  return [
    { name: 'Last 7 days', range: last(7) },
    { name: 'Last 30 days', range: last(30) },
    { name: 'The 30 days before', range: before(30) },
    { name: 'Last 365 days', range: last(365) }
  ];
}

const filters: readonly Filter[] = [
  { kind: 'text', name: 'vendor', label: 'Vendor' },
  { kind: 'text', name: 'product_type', label: 'Type' },
  {
    kind: 'choice',
    name: 'status',
    label: 'Status',
    choices: choices_of(['active', 'draft', 'archived'])
  }
];
