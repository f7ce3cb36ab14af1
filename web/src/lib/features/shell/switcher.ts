// Finding a store among many, and where changing over to it leads; no I/O.
import type { Store } from '$lib/features/stores/stores';
import { address_of, type Place } from './places';

/** The stores whose name or domain has all the words, whatever case and accents. */
export function matching(stores: readonly Store[], text: string): Store[] {
  const words = folded(text).split(/\s+/).filter(Boolean);
  return stores.filter(({ name, domain }) => {
    const whole = folded(`${name} ${domain}`);
    return words.every((word) => whole.includes(word));
  });
}

/** The same place of another store, and there the same range of days. */
export function address_in(store: string, place: Place | undefined, search: URLSearchParams) {
  const kept = [...search].filter(([name]) => ['range', 'from', 'to', 'compare'].includes(name));
  const path = place ? address_of(store, place) : `/stores/${store}`;
  return kept.length === 0 ? path : `${path}?${new URLSearchParams(kept)}`;
}

function folded(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{Mn}/gu, '').toLowerCase();
}
