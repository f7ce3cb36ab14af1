// The filter of the delivery log, in the address and as the API takes it; no I/O.
import type { Schemas } from '$lib/api/open_client';
import { format_count } from '$lib/money';

export type DeliveryState = Schemas['DeliveryState'];

/** Empty: any. Times are days of the store, or instants. */
export interface Filter {
  /** What an id begins with, or a part of the reason. */
  q: string;
  topic: string;
  state: DeliveryState | '';
  since: string;
  until: string;
}

export const states: readonly DeliveryState[] = [
  'pending',
  'applied',
  'failed',
  'ignored',
  'duplicate'
];

/** What Tillwatch reads; others are kept and ignored. */
export const topics: readonly string[] = [
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

export function filter_in(address: URLSearchParams): Filter {
  const text = (name: string) => address.get(name)?.trim() ?? '';
  const state = states.find((known) => known === address.get('state')) ?? '';
  return { q: text('q'), topic: text('topic'), state, since: text('since'), until: text('until') };
}

/** Only what is asked for. */
export function query_of(filter: Filter): Partial<Omit<Filter, 'state'>> & {
  state?: DeliveryState;
} {
  const { state, ...texts } = filter;
  const given = Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== ''));
  return state === '' ? given : { ...given, state };
}

/** "?topic=…&cursor=…", or nothing. */
export function search_of(filter: Filter, cursor: string | null = null): string {
  const search = new URLSearchParams(query_of(filter));
  if (cursor) search.set('cursor', cursor);
  return search.size === 0 ? '' : `?${search}`;
}

export function is_narrow(filter: Filter): boolean {
  return Object.values(filter).some((part) => part !== '');
}

/** "failed deliveries of orders/create since 2026-11-01" */
export function in_words(filter: Filter): string {
  const parts = [filter.state, 'deliveries'];
  if (filter.q) parts.push(`with “${filter.q}”`);
  if (filter.topic) parts.push(`of ${filter.topic}`);
  if (filter.since) parts.push(`since ${filter.since}`);
  if (filter.until) parts.push(`until ${filter.until}`);
  return parts.filter(Boolean).join(' ');
}

/** "1 delivery", "1,234 deliveries" */
export function counted(count: number, locale?: string): string {
  return `${format_count(count, locale)} ${count === 1 ? 'delivery' : 'deliveries'}`;
}
