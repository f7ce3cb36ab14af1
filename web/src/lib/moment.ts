// Days and instants as people read them, and the only place that writes them: in the way of the
// reader (reader.ts), those of a store by the store's clocks. No I/O.
import type { Day, Range } from './day';
import { reader_locale, reader_zone } from './reader';
import { remembered } from './remembered';

const of_day = { timeZone: 'UTC' } as const;
const medium = { ...of_day, dateStyle: 'medium' } as const;
const with_weekday = {
  ...of_day,
  weekday: 'short',
  year: 'numeric',
  month: 'short',
  day: 'numeric'
} as const;

/** "Jul 1, 2026"; with its weekday where `weekday`. */
export function format_day(day: Day, options: { locale?: string; weekday?: boolean } = {}): string {
  return format(options.weekday ? with_weekday : medium, options.locale).format(ms_of(day));
}

/** "Jul 1", where the year is known. */
export function format_day_of_year(day: Day, locale?: string): string {
  return format({ ...of_day, month: 'short', day: 'numeric' }, locale).format(ms_of(day));
}

/** "Jul 2026". */
export function format_month(day: Day, locale?: string): string {
  return format({ ...of_day, month: 'short', year: 'numeric' }, locale).format(ms_of(day));
}

/** "Jul 1 – 14, 2026"; of one day just that. */
export function format_range({ from, to }: Range, locale?: string): string {
  return format(medium, locale).formatRange(ms_of(from), ms_of(to));
}

/** As the API calls them. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday'
] as const;

/** "Monday", "Mon": of 0 to 6. */
export function format_weekday(
  weekday: number,
  style: 'short' | 'long' = 'long',
  locale?: string
): string {
  return format({ ...of_day, weekday: style }, locale).format(Date.UTC(2024, 0, 1 + weekday));
}

/** "3 PM": of the hours 0 to 23. */
export function format_hour(hour: number, locale?: string): string {
  return format({ ...of_day, hour: 'numeric' }, locale).format(Date.UTC(2000, 0, 1, hour));
}

interface InstantStyle {
  /** Where it matters which of two came first. */
  seconds?: boolean;
  /** "GMT+1" beside it, where the page does not say by which clocks it goes; with seconds. */
  zone_shown?: boolean;
  locale?: string;
}

/** "Jul 1, 2026, 3:05 PM" by the clocks of a store; where `zone` is null, of the reader. */
export function format_instant(
  instant: string,
  zone: string | null,
  { seconds = false, zone_shown = false, locale }: InstantStyle = {}
): string {
  const timeStyle = zone_shown ? 'long' : seconds ? 'medium' : 'short';
  const timeZone = zone ?? reader_zone();
  return format({ dateStyle: 'medium', timeStyle, timeZone }, locale).format(Date.parse(instant));
}

/** "Jul 1, 2026": the day that an instant falls on. */
export function format_day_at(instant: string, zone: string | null, locale?: string): string {
  return format({ ...medium, timeZone: zone ?? reader_zone() }, locale).format(Date.parse(instant));
}

/** "3:05:09 PM GMT+1" by a store's clocks. */
export function format_time(instant: string, zone: string, locale?: string): string {
  return format({ timeStyle: 'long', timeZone: zone }, locale).format(Date.parse(instant));
}

/** "now", "5 minutes ago", "yesterday", "3 days ago". */
export function format_ago(instant: string, now: Date, locale = reader_locale()): string {
  const passed_s = Math.max(0, Math.round((now.getTime() - Date.parse(instant)) / 1000));
  const ago = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (passed_s < 60) return ago.format(-passed_s, 'second');
  if (passed_s < 3_600) return ago.format(-Math.floor(passed_s / 60), 'minute');
  if (passed_s < 86_400) return ago.format(-Math.floor(passed_s / 3_600), 'hour');
  return ago.format(-Math.floor(passed_s / 86_400), 'day');
}

/** By whose clocks a page tells the time: said once on it. Null: the reader's. */
export function clocks_in_words(zone: string | null): string {
  return `Times and days are those of ${zone_in_words(zone ?? reader_zone())}.`;
}

/** "America/New York". */
export function zone_in_words(zone: string): string {
  return zone.replaceAll('_', ' ');
}

const made = remembered(
  (locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options)
);

function format(options: Intl.DateTimeFormatOptions, locale = reader_locale()) {
  return made(locale, options);
}

function ms_of(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}
