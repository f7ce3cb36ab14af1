// What a field of a day holds while a keyboard fills it; no DOM.
import { is_day } from '$lib/day';

/** Older than any store: typed digit by digit, 2026 is 0002, 0020 and 0202 before. */
const first_day = '1970-01-01';

interface Field {
  value: string;
  validity: { badInput: boolean };
}

/** A whole day, or empty where the field was emptied; null while it is on its way to either. */
export function day_in({ value, validity }: Field): string | null {
  if (validity.badInput) return null;
  return value === '' || (is_day(value) && value >= first_day) ? value : null;
}
