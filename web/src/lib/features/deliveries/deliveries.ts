// The list of what a store's deliveries came to; no I/O.
import type { Schemas } from '$lib/api/open_client';
import { choices_of, type Filter } from '$lib/features/listing/filters';
import type { ListShown } from '$lib/features/listing/list';
import type { Store } from '$lib/features/stores/stores';
import { format_instant } from '$lib/moment';
import { state_cell } from '$lib/ui/states';
import type { Column } from '$lib/ui/table';
import { bytes_in_words } from './bytes';
import { filter_names } from './filter';

export type Delivery = Schemas['Delivery'];
type Shop = Pick<Store, 'id' | 'timezone'>;

/** `search`: of the list's address, which goes along to the page of one and leads back. */
export function deliveries_of(shop: Shop, search: string): ListShown<Delivery> {
  return {
    title: 'Deliveries',
    search_label: 'Search by id or reason',
    path: `/api/v1/stores/${shop.id}/deliveries`,
    columns: delivery_columns(shop, search),
    whole_file: true,
    filters,
    // The newest first, always.
    sorts: [],
    default_sort: '',
    none_yet: 'Nothing has come from Shopify yet.',
    way_on: { text: 'How to connect the store', href: `/stores/new?store=${shop.id}` }
  };
}

export function delivery_columns(shop: Shop, search = ''): Column<Delivery>[] {
  const text = (text: string | null) => ({ text: text ?? '' });
  const moment = (at: string | null) =>
    text(at && format_instant(at, shop.timezone, { seconds: true }));
  return [
    {
      id: 'received_at',
      label: 'Received',
      cell: ({ id, received_at }) => ({
        ...moment(received_at),
        href: `/stores/${shop.id}/deliveries/${id}${search}`
      })
    },
    { id: 'topic', label: 'Topic', below: 'received_at', cell: ({ topic }) => text(topic) },
    { id: 'state', label: 'State', narrow: 1, cell: ({ state }) => state_cell(state) },
    { id: 'reason', label: 'Reason', narrow: 2, long: true, cell: ({ reason }) => text(reason) },
    {
      id: 'triggered_at',
      label: 'Triggered',
      extra: true,
      cell: ({ triggered_at }) => moment(triggered_at)
    },
    {
      id: 'webhook_id',
      label: 'Webhook id',
      extra: true,
      cell: ({ webhook_id }) => text(webhook_id)
    },
    { id: 'event_id', label: 'Event id', extra: true, cell: ({ event_id }) => text(event_id) },
    {
      id: 'bytes',
      label: 'Size',
      figures: true,
      cell: ({ bytes }) => text(bytes_in_words(bytes))
    }
  ];
}

/** What Tillwatch reads; others are kept and ignored. */
const topics: readonly string[] = [
  'orders/create',
  'orders/updated',
  'orders/paid',
  'orders/fulfilled',
  'orders/partially_fulfilled',
  'orders/edited',
  'orders/cancelled',
  'orders/delete',
  'refunds/create',
  'customers/create',
  'customers/update',
  'customers/enable',
  'customers/disable',
  'customers/merge',
  'customers/delete',
  'products/create',
  'products/update',
  'products/delete',
  'checkouts/create',
  'checkouts/update',
  'checkouts/delete',
  'shop/update',
  'app/uninstalled'
];

const states: readonly Schemas['DeliveryState'][] = [
  'pending',
  'applied',
  'failed',
  'ignored',
  'duplicate'
];

const filters: readonly (Filter & { name: (typeof filter_names)[number] })[] = [
  { kind: 'day', name: 'since', label: 'From' },
  { kind: 'day', name: 'until', label: 'To' },
  { kind: 'choice', name: 'state', label: 'State', choices: choices_of(states) },
  { kind: 'text', name: 'topic', label: 'Topic', suggestions: topics }
];
