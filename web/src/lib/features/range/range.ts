// Which days a view is about and what they are compared with, as its address has it; no I/O.
import {
  add_days,
  add_months,
  days_in,
  is_day,
  start_of_month,
  start_of_year,
  type Day,
  type Range
} from '../../day';
import { format_range } from '../../moment';

export const presets = {
  today: { name: 'Today', range: (today: Day) => ({ from: today, to: today }) },
  yesterday: { name: 'Yesterday', range: (today: Day) => last_days(add_days(today, -1), 1) },
  last_7_days: { name: 'Last 7 days', range: (today: Day) => last_days(today, 7) },
  last_30_days: { name: 'Last 30 days', range: (today: Day) => last_days(today, 30) },
  last_90_days: { name: 'Last 90 days', range: (today: Day) => last_days(today, 90) },
  month_to_date: {
    name: 'Month to date',
    range: (today: Day) => ({ from: start_of_month(today), to: today })
  },
  year_to_date: {
    name: 'Year to date',
    range: (today: Day) => ({ from: start_of_year(today), to: today })
  },
  last_12_months: {
    name: 'Last 12 months',
    range: (today: Day) => ({ from: add_days(add_months(today, -12), 1), to: today })
  }
} as const satisfies Record<string, { name: string; range: (today: Day) => Range }>;

export type Preset = keyof typeof presets;

export const comparisons = {
  previous_period: 'Previous period',
  previous_year: 'Previous year',
  previous_year_weekday: 'Previous year, same weekdays',
  none: 'No comparison'
} as const;

export type Comparison = keyof typeof comparisons;

export interface Choice {
  /** Null where somebody named the days. */
  preset: Preset | null;
  range: Range;
  compare: Comparison;
}

/** The API takes no more. */
export const range_days_max = 1_100;

const usual: Preset = 'last_30_days';
const usual_comparison: Comparison = 'previous_period';

/** What an address asks for; what it has wrong counts as not said. */
export function choice_in(search: URLSearchParams, today: Day): Choice {
  const compare = search.get('compare') ?? '';
  const comparison = Object.hasOwn(comparisons, compare)
    ? (compare as Comparison)
    : usual_comparison;
  const [from, to] = [search.get('from'), search.get('to')];
  if (is_day(from) && is_day(to) && range_error({ from, to }) === null) {
    return { preset: null, range: { from, to }, compare: comparison };
  }
  const named = search.get('range') ?? '';
  const preset = Object.hasOwn(presets, named) ? (named as Preset) : usual;
  return { preset, range: presets[preset].range(today), compare: comparison };
}

/** Why the days that an address names are not what is shown, as a sentence; null of any other. */
export function range_error_in(search: URLSearchParams): string | null {
  const [from, to] = [search.get('from'), search.get('to')];
  return from === null && to === null ? null : range_error({ from: from ?? '', to: to ?? '' });
}

/** `search` with another choice; what is usual is not said. */
export function with_choice(
  search: URLSearchParams,
  { preset, range, compare }: Choice
): URLSearchParams {
  const changed = new URLSearchParams(search);
  for (const name of ['range', 'from', 'to', 'compare']) changed.delete(name);
  if (preset === null) {
    changed.set('from', range.from);
    changed.set('to', range.to);
  } else if (preset !== usual) {
    changed.set('range', preset);
  }
  if (compare !== usual_comparison) changed.set('compare', compare);
  return changed;
}

/** "Jul 1 – 14, 2026, compared with the previous period": where nothing can be chosen, on paper. */
export function choice_in_words({ range, compare }: Choice, locale?: string): string {
  const days = format_range(range, locale);
  if (compare === 'none') return days;
  const [first = '', ...rest] = comparisons[compare];
  return `${days}, compared with the ${first.toLowerCase()}${rest.join('')}`;
}

const week_days = 7;

/** The days that a choice tells of, with those compared with (docs/metrics.md) and some between. */
export function days_shown({ range, compare }: Choice): Range {
  if (compare === 'none') return range;
  const before =
    compare === 'previous_period'
      ? add_days(range.from, -days_in(range))
      : add_days(add_months(range.from, -12), -week_days);
  return { from: before, to: range.to };
}

/** Why a range cannot be asked for, as a sentence. */
export function range_error({ from, to }: Range): string | null {
  if (!is_day(from) || !is_day(to)) return 'Name both days.';
  if (from > to) return 'The first day is after the last.';
  return days_in({ from, to }) > range_days_max ? 'At most 1,100 days, about three years.' : null;
}

function last_days(to: Day, days: number): Range {
  return { from: add_days(to, 1 - days), to };
}
