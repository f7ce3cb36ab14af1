// Days and instants. A day is "YYYY-MM-DD" in a store's time zone, as the API has it; an instant is
// RFC 3339 with Z. Counting goes by the calendar alone (in UTC, where every day has 24 hours).

export type Day = string;

export interface Range {
  /** Both are within. */
  from: Day;
  to: Day;
}

const day_ms = 86_400_000;

/** Whether there is such a day: "2026-02-30" is none. */
export function is_day(text: string | null): text is Day {
  if (text === null || !/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const ms = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(ms) && day_at(ms) === text;
}

/** The day that a store's clocks show. */
export function today_in(timezone: string, now: Date): Day {
  const { year, month, day } = clock_parts(timezone, now);
  return `${year}-${month}-${day}`;
}

/** The hour, 0 to 23, that a store's clocks show. */
export function hour_in(timezone: string, now: Date): number {
  return Number(clock_parts(timezone, now).hour);
}

export function add_days(day: Day, days: number): Day {
  return day_at(ms_of(day) + days * day_ms);
}

/** The same day of another month, or that month's last where it has no such day. */
export function add_months(day: Day, months: number): Day {
  const date = new Date(ms_of(day));
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  const next = new Date(first);
  const last = new Date(Date.UTC(next.getUTCFullYear(), next.getUTCMonth() + 1, 0)).getUTCDate();
  return day_at(first + (Math.min(date.getUTCDate(), last) - 1) * day_ms);
}

export function start_of_month(day: Day): Day {
  return `${day.slice(0, 8)}01`;
}

export function start_of_year(day: Day): Day {
  return `${day.slice(0, 5)}01-01`;
}

/** How many days a range has: one where it begins and ends on the same day. */
export function days_in({ from, to }: Range): number {
  return Math.round((ms_of(to) - ms_of(from)) / day_ms) + 1;
}

/** Days are compared as text. */
export function is_within(day: Day, { from, to }: Range): boolean {
  return from <= day && day <= to;
}

/** "Jul 1, 2026"; with its weekday where `weekday`. */
export function format_day(day: Day, options: { locale?: string; weekday?: boolean } = {}): string {
  return new Intl.DateTimeFormat(options.locale, {
    ...(options.weekday ? { weekday: 'short' as const } : {}),
    ...medium
  }).format(ms_of(day));
}

/** "Jul 1", where the year is known. */
export function format_day_of_year(day: Day, locale?: string): string {
  return new Intl.DateTimeFormat(locale, {
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC'
  }).format(ms_of(day));
}

/** "Jul 2026". */
export function format_month(day: Day, locale?: string): string {
  return new Intl.DateTimeFormat(locale, {
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC'
  }).format(ms_of(day));
}

/** "Jul 1 – 14, 2026"; of one day just that. */
export function format_range({ from, to }: Range, locale?: string): string {
  if (from === to) return format_day(from, locale === undefined ? {} : { locale });
  return new Intl.DateTimeFormat(locale, medium).formatRange(ms_of(from), ms_of(to));
}

/** "Jul 1, 2026, 3:05 PM" by the store's clocks. */
export function format_instant(instant: string, timezone: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: timezone
  }).format(Date.parse(instant));
}

/** "3:05:09 PM" by the store's clocks. */
export function format_time(instant: string, timezone: string, locale?: string): string {
  return new Intl.DateTimeFormat(locale, { timeStyle: 'medium', timeZone: timezone }).format(
    Date.parse(instant)
  );
}

/** "now", "5 minutes ago", "yesterday", "3 days ago". */
export function format_ago(instant: string, now: Date, locale?: string): string {
  const passed_s = Math.max(0, Math.round((now.getTime() - Date.parse(instant)) / 1000));
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  if (passed_s < 60) return format.format(-passed_s, 'second');
  if (passed_s < 3_600) return format.format(-Math.floor(passed_s / 60), 'minute');
  if (passed_s < 86_400) return format.format(-Math.floor(passed_s / 3_600), 'hour');
  return format.format(-Math.floor(passed_s / 86_400), 'day');
}

const medium = { year: 'numeric', month: 'short', day: 'numeric', timeZone: 'UTC' } as const;

function ms_of(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function day_at(ms: number): Day {
  return new Date(ms).toISOString().slice(0, 10);
}

function clock_parts(timezone: string, now: Date): Record<string, string> {
  const format = new Intl.DateTimeFormat('en-u-ca-iso8601-nu-latn', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit'
  });
  return Object.fromEntries(format.formatToParts(now).map(({ type, value }) => [type, value]));
}
