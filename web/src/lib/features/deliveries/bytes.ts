// Sizes in words; no I/O.
import { reader_locale } from '$lib/reader';

/** "1.9 kB": the size of something, in steps of a thousand. */
export function bytes_in_words(bytes: number, locale = reader_locale()): string {
  const units = ['byte', 'kilobyte', 'megabyte'];
  const step = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step === 0 ? 0 : 1
  }).format(bytes / 1_000 ** step);
}
