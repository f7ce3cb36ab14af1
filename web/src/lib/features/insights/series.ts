// A measure over time, shaped for a chart and for its table; no I/O.
import type { Schemas } from '../../api/open_client';
import { days_in, type Day, type Range } from '../../day';
import {
  format_day,
  format_day_of_year,
  format_hour,
  format_month,
  format_range
} from '../../moment';
import { plotted } from '../../money';
import { as_text, type Amount, type Measure } from './figures';

export type Interval = Schemas['Interval'];
export type Series = Schemas['Series'];
export type Point = Schemas['SeriesOfRange']['points'][number];

export const interval_names: Readonly<Record<Interval, string>> = {
  hour: 'Hours',
  day: 'Days',
  week: 'Weeks',
  month: 'Months'
};

/** The intervals that make sense of a range, and that the API knows of each measure. */
export function intervals_of(range: Range, ...measures: Measure[]): Interval[] {
  const days = days_in(range);
  const has_hours = measures.every((one) => one !== 'customers' && one !== 'returning_customers');
  const sensible: [Interval, boolean][] = [
    ['hour', has_hours && days <= 7],
    ['day', days <= 400],
    ['week', days >= 14],
    ['month', days >= 60]
  ];
  return sensible.filter(([, is_sensible]) => is_sensible).map(([interval]) => interval);
}

/** The one somebody asked for, if it makes sense, else one with some dozens of points. */
export function interval_for(
  range: Range,
  measures: Measure | readonly Measure[],
  asked: string | null = null
): Interval {
  const sensible = intervals_of(range, ...[measures].flat());
  const days = days_in(range);
  const usual = days <= 2 ? 'hour' : days <= 92 ? 'day' : days <= 400 ? 'week' : 'month';
  return sensible.find((one) => one === asked) ?? sensible.find((one) => one === usual) ?? 'day';
}

export interface Plot {
  labels: string[];
  /** Null: not begun yet. */
  now: (number | null)[];
  before: (number | null)[] | null;
  /** Where a point tells less than a whole interval. */
  unfinished: boolean[];
}

/**
 * For each point the one that it is compared with: at the same place, and where 29 February makes the
 * places differ, of the same date a year before.
 */
export function points_beside({ points, previous, interval }: Series): (Point | null)[] {
  const before = previous?.points ?? [];
  const is_by_place =
    before.length === points.length || interval === 'week' || interval === 'month';
  if (is_by_place) return points.map((_, at) => before[at] ?? null);
  const key = ({ hour = 0 }: Point, day: Day) => `${day} ${hour}`;
  const by_date = new Map(before.map((point) => [key(point, point.from), point]));
  return points.map((point) => {
    const year = Number(point.from.slice(0, 4)) - 1;
    return by_date.get(key(point, `${year}${point.from.slice(4)}`)) ?? null;
  });
}

/** `today` and `hour` by the store's clocks: what lies ahead of them is left out. */
export function plot_of(series: Series, today: Day, hour: number, locale?: string): Plot {
  const { points, previous } = series;
  const beside = points_beside(series);
  return {
    labels: points.map((point) => short_label(point, series.interval, locale)),
    now: points.map((point) => (is_ahead(point, today, hour) ? null : place_of(point.value))),
    before: previous && beside.map((point) => place_of(point?.value ?? null)),
    unfinished: points.map(({ complete }) => !complete)
  };
}

/** What a point is about, in full: "Wed, Jul 1, 2026", "Jul 6 – 12, 2026", "3 PM". */
export function long_label(point: Point, interval: Interval, locale?: string): string {
  const options = locale === undefined ? {} : { locale };
  if (interval === 'hour') {
    return `${format_day(point.from, options)}, ${format_hour(point.hour ?? 0, locale)}`;
  }
  return interval === 'day'
    ? format_day(point.from, { ...options, weekday: true })
    : format_range(point, locale);
}

export function is_ahead(point: Point, today: Day, hour: number): boolean {
  if (point.from !== today) return point.from > today;
  return (point.hour ?? 0) > hour;
}

/** The days of some points in a row. */
export function days_between(
  points: readonly Point[],
  { first, last }: { first: number; last: number }
): Range | null {
  const [begin, end] = [points[first], points[last]];
  return begin && end ? { from: begin.from, to: end.to } : null;
}

/**
 * The corners of a small line, left to right through a box and on over what is not known; null of
 * fewer than two points. What is not over is left out: it would look like a fall.
 */
export function spark_of(
  { now, unfinished }: Pick<Plot, 'now' | 'unfinished'>,
  width: number,
  height: number
): string | null {
  const values = now.map((value, at) => (unfinished[at] ? null : value));
  const known = values.filter((value) => value !== null);
  if (known.length < 2) return null;
  const [least, most] = [Math.min(0, ...known), Math.max(...known)];
  const scale = most === least ? 0 : (height - 2) / (most - least);
  const step = width / (values.length - 1);
  return values
    .flatMap((value, at) =>
      value === null ? [] : `${round(at * step)},${round(height - 1 - (value - least) * scale)}`
    )
    .join(' ');
}

function short_label(point: Point, interval: Interval, locale?: string): string {
  if (interval === 'hour') return format_hour(point.hour ?? 0, locale);
  if (interval === 'month') return format_month(point.from, locale);
  return format_day_of_year(point.from, locale);
}

function place_of(amount: Amount): number | null {
  const text = as_text(amount);
  return text === null ? null : plotted(text);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
