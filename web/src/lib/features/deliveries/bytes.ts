// Sizes in words; no I/O.
import { reader_locale } from '$lib/reader';

/** "1.9 kB": the size of something, in steps of a thousand, with one decimal of all but bytes. */
export function bytes_in_words(bytes: number, locale = reader_locale()): string {
  const units = ['byte', 'kilobyte', 'megabyte'];
  const step = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  const decimals = step === 0 ? 0 : 1;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals
  }).format(bytes / 1_000 ** step);
}
