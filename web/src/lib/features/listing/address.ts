// A list's state in the address: what the API takes (q, sort, filters), the trail of cursors that
// led to this page, and the columns shown. No I/O.

/** What a list understands. */
export interface ListShape {
  /** Names of filters, as the API has them. */
  filters: readonly string[];
  /** Names of orders, each good with a minus as well. */
  sorts: readonly string[];
  default_sort: string;
}

/** Addresses must stay short enough for any server: the way back is cut to this many pages. */
const trail_max = 40;
/** Stands at the beginning of a trail that was cut. */
const cut = '-';

/** The question of a file that has what these columns show, and the id; null: whatever there is. */
export function file_question_of(
  question: Readonly<Record<string, string>>,
  columns: readonly { id: string; in_file?: readonly string[] }[] | null
): Record<string, string> {
  const { cursor: _, ...all_pages } = question;
  if (columns === null) return all_pages;
  const names = new Set(['id', ...columns.flatMap(({ id, in_file }) => in_file ?? [id])]);
  return { ...all_pages, columns: [...names].join() };
}

/** What the API is asked; what the list does not understand is left out. */
export function question_of(params: URLSearchParams, shape: ListShape): Record<string, string> {
  const question: Record<string, string> = {};
  for (const name of ['q', ...shape.filters]) {
    const value = params.get(name)?.trim();
    if (value) question[name] = value;
  }
  const sort = sort_in(params, shape);
  if (sort !== shape.default_sort) question.sort = sort;
  const cursor = params.getAll('cursor').at(-1);
  if (cursor && cursor !== cut) question.cursor = cursor;
  return question;
}

/** The order of the list. */
export function sort_in(params: URLSearchParams, shape: ListShape): string {
  const sort = params.get('sort') ?? '';
  return shape.sorts.includes(sort.replace(/^-/, '')) ? sort : shape.default_sort;
}

/** The address of another question, from its first page on; null and nothing take a value away. */
export function asking(
  params: URLSearchParams,
  changes: Readonly<Record<string, string | null>>
): string {
  const next = new URLSearchParams(params);
  for (const [name, value] of Object.entries(changes)) {
    if (value) next.set(name, value);
    else next.delete(name);
  }
  next.delete('cursor');
  return address_of(next);
}

export function next_page(params: URLSearchParams, cursor: string): string {
  const trail = [...params.getAll('cursor'), cursor];
  return on_trail(params, trail.length > trail_max ? [cut, ...trail.slice(-trail_max)] : trail);
}

/** Null on the first page, and where the way back was cut. */
export function previous_page(params: URLSearchParams): string | null {
  const trail = params.getAll('cursor');
  if (trail.length === 0 || trail.at(-2) === cut) return null;
  return on_trail(params, trail.slice(0, -1));
}

/** Null on the first page. */
export function first_page(params: URLSearchParams): string | null {
  return params.has('cursor') ? on_trail(params, []) : null;
}

/** Shows or hides a column; the columns as they are of themselves need no word in the address. */
export function toggling_column(
  params: URLSearchParams,
  columns: readonly { id: string; extra?: boolean }[],
  toggled: string
): string {
  const shown = columns_shown(params, columns).map(({ id }) => id);
  const wanted = columns
    .map(({ id }) => id)
    .filter((id) => (id === toggled) !== shown.includes(id));
  const usual = columns.filter(({ extra }) => !extra).map(({ id }) => id);
  const next = new URLSearchParams(params);
  if (wanted.join() === usual.join()) next.delete('columns');
  else next.set('columns', wanted.join());
  return address_of(next);
}

/** The first column names the row: it is always there. */
export function columns_shown<C extends { id: string; extra?: boolean }>(
  params: URLSearchParams,
  columns: readonly C[]
): C[] {
  const wanted = params.get('columns')?.split(',');
  return columns.filter(
    ({ id, extra }, place) => place === 0 || (wanted ? wanted.includes(id) : !extra)
  );
}

function on_trail(params: URLSearchParams, trail: readonly string[]): string {
  const next = new URLSearchParams(params);
  next.delete('cursor');
  for (const cursor of trail) next.append('cursor', cursor);
  return address_of(next);
}

/** Relative to the page: "?" alone is the page without any state. */
function address_of(params: URLSearchParams): string {
  return `?${params}`;
}
