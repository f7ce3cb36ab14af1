// Money as the API has it: decimal text in the store's currency, with that currency's own number of
// decimals ("199.00", "1842", "4.999"). Exact: amounts are never floating-point numbers here.

import { reader_locale } from './reader';
import { remembered } from './remembered';

export interface MoneyStyle {
  locale?: string | undefined;
  /** "always" marks gains with a plus as well. */
  sign?: 'auto' | 'always';
  /** "$12.3K", where room is scarce: the exact amount must stand elsewhere. */
  compact?: boolean;
}

/** "199.00" in GBP is "£199.00" to an English reader. */
export function format_money(amount: string, currency: string, style: MoneyStyle = {}): string {
  const decimals = decimals_in(amount);
  const format = number_format(style.locale, {
    style: 'currency',
    currency,
    signDisplay: style.sign === 'always' ? 'exceptZero' : 'negative',
    ...(style.compact
      ? { notation: 'compact', minimumFractionDigits: 0, maximumFractionDigits: 1 }
      : { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
  });
  // Text goes to Intl as it is, digit by digit: a number would lose some of a large amount.
  return format.format(amount as Intl.StringNumericLiteral);
}

/** A count with the reader's separators: 12345 is "12,345". */
export function format_count(count: number, locale?: string): string {
  return number_format(locale, {}).format(count);
}

/** How many decimals an amount has: 2 in "199.00", 0 in "1842". */
export function decimals_in(amount: string): number {
  const point = amount.indexOf('.');
  return point < 0 ? 0 : amount.length - point - 1;
}

/** Decimal text in units of its last decimal: "-1.50" is -150n. */
export function minor_units(amount: string): bigint {
  return BigInt(amount.replace('.', ''));
}

/** The way back: -150n with 2 decimals is "-1.50". */
export function decimal_text(minor: bigint, decimals: number): string {
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0');
  const split = digits.length - decimals;
  const text = decimals === 0 ? digits : `${digits.slice(0, split)}.${digits.slice(split)}`;
  return minor < 0n ? `-${text}` : text;
}

/** The sum of amounts of one currency; of none it is nothing without decimals, "0". */
export function sum_of(amounts: readonly string[]): string {
  const decimals = Math.max(0, ...amounts.map(decimals_in));
  const sum = amounts.reduce((all, amount) => all + in_units(amount, decimals), 0n);
  return decimal_text(sum, decimals);
}

/** For the place of a point on a chart or the length of a bar, and for nothing that is read. */
export function plotted(amount: string): number {
  return Number(amount);
}

/** `part` of `whole` in tenths of a percent, rounded half away from zero; null of nothing. */
export function permille_of(part: string, whole: string): number | null {
  const decimals = Math.max(decimals_in(part), decimals_in(whole));
  return ratio(in_units(part, decimals), in_units(whole, decimals));
}

/**
 * The change from `before` to `now` in tenths of a percent of `before`'s size; null where there was
 * nothing before. More taken away (-5 after -4) is a change downwards.
 */
export function change_permille(now: string, before: string): number | null {
  const decimals = Math.max(decimals_in(now), decimals_in(before));
  const [to, from] = [in_units(now, decimals), in_units(before, decimals)];
  return ratio(to - from, from < 0n ? -from : from);
}

/** 140 is "14.0%": one decimal always, so that those below each other align. */
export function format_permille(permille: number, locale?: string): string {
  return number_format(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1
  }).format(permille / 1000);
}

const made = remembered(
  (locale, options: Intl.NumberFormatOptions) => new Intl.NumberFormat(locale, options)
);

function number_format(locale: string | undefined, options: Intl.NumberFormatOptions) {
  return made(locale ?? reader_locale(), options);
}

function in_units(amount: string, decimals: number): bigint {
  return minor_units(amount) * 10n ** BigInt(decimals - decimals_in(amount));
}

function ratio(part: bigint, whole: bigint): number | null {
  if (whole === 0n) return null;
  const negative = part < 0n !== whole < 0n;
  const [above, below] = [part < 0n ? -part : part, whole < 0n ? -whole : whole];
  const rounded = Number((above * 2000n + below) / (below * 2n));
  return negative && rounded !== 0 ? -rounded : rounded;
}
