// Exact arithmetic on amounts, as far as pages of objects need it; no I/O.
import { decimal_text, decimals_in, minor_units } from '$lib/money';

/** So many of a price. */
export function times(price: string, quantity: number): string {
  return decimal_text(minor_units(price) * BigInt(quantity), decimals_in(price));
}

/** "1.50" is "-1.50", and the other way around; nothing has no sign. */
export function negated(amount: string): string {
  if (is_nothing(amount)) return amount;
  return amount.startsWith('-') ? amount.slice(1) : `-${amount}`;
}

export function is_nothing(amount: string): boolean {
  return minor_units(amount) === 0n;
}
