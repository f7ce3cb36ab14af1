// Days to reckon with: "YYYY-MM-DD" in a store's time zone, as the API has them. Counting goes by
// the calendar alone (in UTC, where every day has 24 hours). In words they are in moment.ts.

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

function ms_of(day: Day): number {
  return Date.parse(`${day}T00:00:00Z`);
}

function day_at(ms: number): Day {
  return new Date(ms).toISOString().slice(0, 10);
}

// To make a clock takes longer than to look at it some hundred times.
const clocks = new Map<string, Intl.DateTimeFormat>();

function clock_parts(timezone: string, now: Date): Record<string, string> {
  const clock = clocks.get(timezone) ?? clock_of(timezone);
  clocks.set(timezone, clock);
  return Object.fromEntries(clock.formatToParts(now).map(({ type, value }) => [type, value]));
}

function clock_of(timezone: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('en-US-u-ca-gregory-nu-latn', {
    timeZone: timezone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit'
  });
}
