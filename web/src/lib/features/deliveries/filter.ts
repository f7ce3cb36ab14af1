// What the delivery log is filtered by, as a replay takes it and in words; no I/O.
import { question_of } from '$lib/features/listing/address';
import { format_count } from '$lib/money';

/** The API's. Times are days of the store, or instants. */
export const filter_names = ['topic', 'state', 'since', 'until'] as const;

/** `q`: what an id begins with, or a part of the reason. What is not asked for is not there. */
export type DeliveryFilter = Readonly<Partial<Record<'q' | (typeof filter_names)[number], string>>>;

/** That of the list at an address. */
export function filter_in(address: URLSearchParams): DeliveryFilter {
  const shape = { filters: filter_names, sorts: [], default_sort: '' };
  const { cursor: _, ...filter } = question_of(address, shape);
  return filter;
}

/** "failed deliveries of orders/create since 2026-11-01" */
export function in_words({ q, topic, state, since, until }: DeliveryFilter): string {
  const parts = [state, 'deliveries'];
  if (q) parts.push(`with “${q}”`);
  if (topic) parts.push(`of ${topic}`);
  if (since) parts.push(`since ${since}`);
  if (until) parts.push(`until ${until}`);
  return parts.filter(Boolean).join(' ');
}

/** "1 delivery", "1,234 deliveries" */
export function counted(count: number, locale?: string): string {
  return `${format_count(count, locale)} ${count === 1 ? 'delivery' : 'deliveries'}`;
}
