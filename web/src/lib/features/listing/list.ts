// What the page of a list needs to know about it.
import type { Outcome } from '$lib/api/outcome';
import type { Column } from '$lib/ui/table';
import type { Filter } from './filters';

export interface PageOf<Row> {
  items: Row[];
  next_cursor: string | null;
}

type Question = Readonly<Record<string, string>>;

/** How a list is shown. */
export interface ListShown<Row extends { id: string }> {
  title: string;
  /** What the search looks at. */
  search_label: string;
  /** The API's path, below the server's root. */
  path: string;
  columns: readonly Column<Row>[];
  /** Its CSV has all columns, whichever are shown. */
  whole_file?: boolean;
  filters: readonly Filter[];
  sorts: readonly string[];
  default_sort: string;
  /** What to do where there is none at all. */
  none_yet: string;
  /** Where that is done. */
  way_on?: { text: string; href: string };
}

/** How its rows are had: the question is what the address asks, as the API names it. */
export type Ask<Row> = (question: Question) => Promise<Outcome<PageOf<Row>>>;
