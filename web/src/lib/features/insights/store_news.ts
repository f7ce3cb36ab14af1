// Which days of a store are news to somebody, and what comes next in a store; no I/O.
import type { Schemas } from '../../api/open_client';
import { add_days, today_in, type Range } from '../../day';
import { format_day, format_day_of_year } from '../../moment';
import { range_days_max } from '../range/range';

/** From the day of the visit before, all of it, as figures are known by days; else today. */
export function news_range(before: string | null, timezone: string, now: Date): Range {
  const today = today_in(timezone, now);
  const seen = before === null ? today : today_in(timezone, new Date(before));
  const first = add_days(today, 1 - range_days_max);
  if (seen > today) return { from: today, to: today };
  return { from: seen < first ? first : seen, to: today };
}

/** "Today", "Since yesterday", "Since Jul 1". */
export function news_in_words({ from, to }: Range, locale?: string): string {
  if (from === to) return 'Today';
  if (from === add_days(to, -1)) return 'Since yesterday';
  const is_of_this_year = from.slice(0, 4) === to.slice(0, 4);
  const day = is_of_this_year
    ? format_day_of_year(from, locale)
    : format_day(from, locale === undefined ? {} : { locale });
  return `Since ${day}`;
}

/** How far a store is that begins: whether webhooks come, and whether orders are in. */
export function first_steps({
  through,
  pending,
  all_time
}: Pick<Schemas['Overview'], 'through' | 'pending' | 'all_time'>) {
  return { connected: through !== null || pending > 0, orders: all_time.orders > 0 };
}

/** Whether nothing of a store has ever come, by webhook or import. */
export function is_untouched(overview: Parameters<typeof first_steps>[0]): boolean {
  const { connected, orders } = first_steps(overview);
  return !connected && !orders && overview.all_time.customers === 0;
}
