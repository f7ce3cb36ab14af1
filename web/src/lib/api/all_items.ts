// Lists that a page shows whole: asked for page after page.
import type { Outcome } from './outcome';

export interface ListPage<Item> {
  items: Item[];
  next_cursor: string | null;
}

/** What the question of a page says beside the list's own parameters. */
export interface PageQuestion {
  limit: number;
  cursor?: string;
}

const limit = 250; // the most that the API answers at once

/** All items, or the problem of the first page that has one. */
export async function all_items<Item>(
  ask: (question: PageQuestion) => Promise<Outcome<ListPage<Item>>>
): Promise<Outcome<{ items: Item[] }>> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const outcome: Outcome<ListPage<Item>> = await ask(cursor ? { limit, cursor } : { limit });
    if ('problem' in outcome) return outcome;
    items.push(...outcome.data.items);
    cursor = outcome.data.next_cursor;
  } while (cursor);
  return { data: { items } };
}
