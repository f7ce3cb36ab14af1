// The stores that somebody may see, in words; no I/O.
import type { Schemas } from '$lib/api/open_client';
import { format_count } from '$lib/money';

export type Store = Schemas['Store'];

/** What a store is up to: whether it may still send, and what waits to be worked in. */
export function state_in_words(store: Pick<Store, 'state' | 'pending'>, locale?: string): string {
  const { state, pending } = store;
  const count = format_count(pending, locale);
  const work =
    pending === 0
      ? 'Up to date'
      : `${count} ${pending === 1 ? 'delivery' : 'deliveries'} pending`;
  if (state === 'connected') return work;
  return `Uninstalled, ${work.charAt(0).toLowerCase()}${work.slice(1)}`;
}

/** By name, as people sort. */
export function in_order(stores: readonly Store[]): Store[] {
  return [...stores].sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
}

/** Whether somebody wrote the store's name; spaces around it do not count. */
export function is_name_of(store: Pick<Store, 'name'>, text: string): boolean {
  return text.trim() === store.name.trim();
}
