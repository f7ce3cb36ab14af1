// What lists and pages of a store's objects have in common: cells of money and instants, addresses.
import { format_instant } from '$lib/moment';
import type { Store } from '$lib/features/stores/stores';
import { format_money } from '$lib/money';
import type { Cell } from '$lib/ui/table';

/** The part of a store that its objects are shown by. */
export type Shop = Pick<Store, 'id' | 'currency' | 'timezone'>;

export type ObjectKind = 'orders' | 'customers' | 'products' | 'checkouts';

export function address_of(shop: Shop, kind: ObjectKind, id?: string): string {
  const list = `/stores/${shop.id}/${kind}`;
  return id === undefined ? list : `${list}/${encodeURIComponent(id)}`;
}

export function money(shop: Shop, amount: string | null): Cell {
  return { text: amount === null ? '' : format_money(amount, shop.currency) };
}

export function instant(shop: Shop, at: string | null): Cell {
  return { text: at === null ? '' : format_instant(at, shop.timezone) };
}
