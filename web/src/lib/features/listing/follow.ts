// A list that goes on changing while somebody reads it; no I/O.
import { format_count } from '$lib/money';
import type { PageOf } from './list';

export interface Followed<Row> {
  /** What was shown, its rows as they are now: none moves, none comes or goes. */
  page: PageOf<Row>;
  /** How many rows there are now that are not shown: "3 new"; null where there are none. */
  more: string | null;
}

/** An empty page has nothing that could move: it takes what is there. */
export function followed<Row extends { id: string }>(
  shown: PageOf<Row>,
  fresh: PageOf<Row>,
  locale?: string
): Followed<Row> {
  if (shown.items.length === 0) return { page: fresh, more: null };
  const now = new Map(fresh.items.map((row) => [row.id, row]));
  const items = shown.items.map((row) => now.get(row.id) ?? row);
  for (const { id } of shown.items) now.delete(id);
  // A page of rows that are all new may be followed by more of them.
  const at_least = now.size === fresh.items.length && fresh.next_cursor !== null;
  const count = format_count(now.size, locale);
  const more = now.size === 0 ? null : `${count}${at_least ? '+' : ''} new`;
  return { page: { items, next_cursor: shown.next_cursor }, more };
}
