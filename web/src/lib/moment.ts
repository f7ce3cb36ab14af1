// Instants as people read them; no I/O.

/** "26 Nov 2026, 09:27:35": in a zone; without one, in the browser's. */
export function moment_in_words(instant: string, zone: string | null, locale?: string): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'medium',
    ...(zone === null ? {} : { timeZone: zone })
  }).format(new Date(instant));
}

/** "26 Nov 2026": its day in a zone. */
export function day_of_moment(instant: string, zone: string | null, locale?: string): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    ...(zone === null ? {} : { timeZone: zone })
  }).format(new Date(instant));
}

/** "1.9 kB": the size of something, in steps of a thousand. */
export function bytes_in_words(bytes: number, locale?: string): string {
  const units = ['byte', 'kilobyte', 'megabyte'];
  const step = bytes < 1_000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  return new Intl.NumberFormat(locale, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step === 0 ? 0 : 1
  }).format(bytes / 1_000 ** step);
}
