// How the values of orders are spread, shaped for a chart and its table; no I/O.
import type { Schemas } from '../../api/open_client';
import { decimal_text, decimals_in, format_money, minor_units } from '../../money';

export type OrderValues = Schemas['OrderValues'];
export type Bucket = OrderValues['buckets'][number];

/** "£10.00 – £14.99", "£50.00 and more": what may lie in a bucket, to the last penny. */
export function bucket_in_words({ from, to }: Bucket, currency: string, locale?: string): string {
  const least = format_money(from, currency, { locale });
  if (to === null) return `${least} and more`;
  const last = decimal_text(minor_units(to) - 1n, decimals_in(to));
  return last === from ? least : `${least} – ${format_money(last, currency, { locale })}`;
}

/** The orders that a bucket counts. */
export function orders_in({ store, range }: OrderValues, { from, to }: Bucket): string {
  const days = `from=${range.from}&to=${range.to}`;
  const below = to === null ? '' : `&order_value_below=${to}`;
  return `/stores/${store.id}/orders?${days}&order_value_from=${from}${below}`;
}

/** "£10", "£50+": where a bucket begins, for an axis. */
export function bucket_label({ from, to }: Bucket, currency: string, locale?: string): string {
  const whole = minor_units(from) % 10n ** BigInt(decimals_in(from)) === 0n;
  const amount = whole ? from.replace(/\..*/, '') : from;
  return `${format_money(amount, currency, { locale })}${to === null ? '+' : ''}`;
}
