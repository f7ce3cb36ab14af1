// What a table shows, as data: columns make cells of a row, Table.svelte draws them.

export type Tone = 'good' | 'fair' | 'bad' | 'plain';

export interface Badge {
  text: string;
  tone: Tone;
}

export interface Cell {
  /** What is not known is empty; a dash stands there. */
  text: string;
  href?: string | undefined;
  /** A second, quieter line. */
  detail?: string | undefined;
  badges?: readonly Badge[] | undefined;
}

export interface Column<Row> {
  /** Stands in addresses. */
  id: string;
  label: string;
  /** Figures: aligned to the end, digits below digits. */
  figures?: boolean;
  /** The API's name of this order, and which way the first press goes. */
  sort?: { by: string; first: 'ascending' | 'descending' };
  /** What it shows, by the names of the API's CSV, where that is not what the id says. */
  in_file?: readonly string[];
  /** Not shown until somebody asks for it. */
  extra?: boolean;
  /** On a phone these stand next to the first column, in sight, the lowest first. */
  narrow?: number;
  /** On a phone it is no column but the quieter line of the one of this id. */
  below?: string;
  /** Texts that break into lines. */
  long?: boolean;
  cell(row: Row): Cell;
}

/** Left to right: the first column says whom a row is about and stays where it is. */
export function columns_for<Row>(
  columns: readonly Column<Row>[],
  is_narrow: boolean
): readonly Column<Row>[] {
  if (!is_narrow) return columns;
  const [first, ...others] = with_lines_below(columns);
  const place = ({ narrow = Number.MAX_VALUE }: Column<Row>) => narrow;
  // What has no place of its own stays as it was: the sort is stable.
  return first === undefined ? [] : [first, ...others.sort((a, b) => place(a) - place(b))];
}

function with_lines_below<Row>(columns: readonly Column<Row>[]): Column<Row>[] {
  const lines = new Map(columns.map((column) => [column.below, column]));
  const has_place = new Set(columns.map(({ id }) => id));
  return columns
    .filter(({ below }) => below === undefined || !has_place.has(below))
    .map((column) => {
      const line = lines.get(column.id);
      if (line === undefined) return column;
      return { ...column, cell: (row) => ({ ...column.cell(row), detail: line.cell(row).text }) };
    });
}

export type SortDirection = 'ascending' | 'descending';

/** The API writes "-name" for the descending order of "name". */
export function direction_of(sort: string, by: string): SortDirection | null {
  if (sort === by) return 'ascending';
  return sort === `-${by}` ? 'descending' : null;
}

/** The order that pressing a header asks for: the other way, or the column's first one. */
export function sort_after(sort: string, column: NonNullable<Column<never>['sort']>): string {
  const now = direction_of(sort, column.by);
  const next = now === null ? column.first : now === 'ascending' ? 'descending' : 'ascending';
  return next === 'ascending' ? column.by : `-${column.by}`;
}
