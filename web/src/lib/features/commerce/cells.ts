// What lists and pages of a store's objects have in common: cells of money, instants, states.
import { format_instant } from '$lib/moment';
import { words_of } from '$lib/features/listing/filters';
import type { Store } from '$lib/features/stores/stores';
import { format_money } from '$lib/money';
import type { Badge, Cell, Tone } from '$lib/ui/table';

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

const tones: Readonly<Record<string, Tone>> = {
  paid: 'good',
  fulfilled: 'good',
  active: 'good',
  completed: 'good',
  applied: 'good',
  voided: 'bad',
  refunded: 'bad',
  abandoned: 'bad',
  failed: 'bad',
  partially_refunded: 'fair',
  partially_paid: 'fair',
  partial: 'fair',
  pending: 'fair',
  authorized: 'fair',
  duplicate: 'fair'
};

/** A state of Shopify's or of a delivery; one that is new to this page is shown as well. */
export function state_badge(state: string): Badge {
  return { text: words_of(state), tone: tones[state] ?? 'plain' };
}

export function state_cell(state: string): Cell {
  return { text: '', badges: state === '' ? [] : [state_badge(state)] };
}
