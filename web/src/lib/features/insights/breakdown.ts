// A breakdown, shaped for a list with bars; no I/O.
import type { Schemas } from '../../api/open_client';
import { plotted } from '../../money';
import type { Bar } from '../../ui/BarList.svelte';
import { as_text, format_amount, type Amount } from './figures';
import { label_of } from './labels';

type Breakdown = Schemas['Breakdown'];

/** Bars are shares of the greatest; what is below nothing has none. */
export function bars_of({ store, by, items }: Breakdown, locale?: string): Bar[] {
  const most = Math.max(0, ...items.map(({ amount }) => length_of(amount)));
  return items.map((item) => ({
    key: item.value,
    name: label_of(by, item, locale),
    href: by === 'product' && item.value !== '' ? product_of(store.id, item.value) : undefined,
    amount: format_amount(item.amount, store.currency, { locale }),
    share: most === 0 ? 0 : length_of(item.amount) / most
  }));
}

/** "4 more: £40.00"; null where nothing is left over. */
export function rest_of({ store, other }: Breakdown, locale?: string): string | null {
  if (other.values === 0) return null;
  const amount = format_amount(other.amount, store.currency, { locale });
  return `${format_amount(other.values, store.currency, { locale })} more: ${amount}`;
}

function product_of(store: string, product: string): string {
  return `/stores/${store}/products/${product}`;
}

function length_of(amount: Amount): number {
  return Math.max(0, plotted(as_text(amount) ?? '0'));
}
