// Orders by weekday and hour of the store's clocks, added up from a series of hours; no I/O.
import type { Schemas } from '../../api/open_client';
import { add_days, days_in, type Range } from '../../day';
import { format_weekday, weekdays } from '../../moment';

type Point = Schemas['SeriesOfRange']['points'][number];

/** Hours are known of so many days at once. */
export const heat_days_max = 31;
/** How strong the strongest colour is; 0 is none. */
export const heat_levels = 4;
const hours = 24;
const monday = '2024-01-01';

export interface HeatRow {
  /** "Mon" */
  short: string;
  /** "Monday" */
  long: string;
  /** Of each hour from 0 to 23. */
  cells: { orders: number; level: number }[];
}

/** The last days of a range, as many as hours are known of. */
export function hourly_range(range: Range): Range {
  if (days_in(range) <= heat_days_max) return range;
  return { from: add_days(range.to, 1 - heat_days_max), to: range.to };
}

/** Seven rows from Monday. */
export function heat_of(points: readonly Point[], locale?: string): HeatRow[] {
  const sums = Array.from({ length: 7 }, () => new Array<number>(hours).fill(0));
  for (const { from, hour, value } of points) {
    const row = sums[weekday_of(from)];
    if (row && typeof value === 'number') row[hour ?? 0] = (row[hour ?? 0] ?? 0) + value;
  }
  const most = Math.max(...sums.flat());
  return sums.map((row, weekday) => ({
    short: format_weekday(weekday, 'short', locale),
    long: format_weekday(weekday, 'long', locale),
    cells: row.map((orders) => ({ orders, level: level_of(orders, most) }))
  }));
}

/** The orders that a cell counts. */
export function orders_at(store: string, { from, to }: Range, weekday: number, hour: number): string {
  const when = `weekday=${weekdays[weekday] ?? ''}&hour=${hour}`;
  return `/stores/${store}/orders?from=${from}&to=${to}&counted=true&${when}`;
}

/** Where most is sold: "Friday, 18:00"; null where nothing is. */
export function busiest_of(rows: readonly HeatRow[]): { row: HeatRow; hour: number } | null {
  let best: { row: HeatRow; hour: number; orders: number } | null = null;
  for (const row of rows) {
    row.cells.forEach(({ orders }, hour) => {
      if (orders > (best?.orders ?? 0)) best = { row, hour, orders };
    });
  }
  return best;
}

/** 0 for Monday. */
function weekday_of(day: string): number {
  return (((days_in({ from: monday, to: day }) - 1) % 7) + 7) % 7;
}

function level_of(orders: number, most: number): number {
  return most === 0 ? 0 : Math.ceil((orders / most) * heat_levels);
}
