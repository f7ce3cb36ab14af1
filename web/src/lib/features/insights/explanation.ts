// The rows behind a figure in words; no I/O.
import type { Schemas } from '../../api/open_client';
import { format_count, sum_of } from '../../money';
import { as_text, format_amount, type Amount } from './figures';

export type ExplainedRow = Schemas['Explanation']['items'][number];

const actions = { order: 'Order', update: 'Edit', return: 'Return' } as const;
const line_types = {
  product: 'product',
  shipping: 'shipping',
  tip: 'tip',
  gift_card: 'gift card',
  duty: 'duty',
  fee: 'fee',
  adjustment: 'adjustment'
} as const;

/** "Return: product × 2"; where the order itself is counted, "Order". */
export function row_in_words({ sale }: ExplainedRow, locale?: string): string {
  if (sale === null) return 'Order';
  const pieces = Math.abs(sale.quantity);
  const times = pieces > 1 ? ` × ${format_count(pieces, locale)}` : '';
  return `${actions[sale.action]}: ${line_types[sale.line_type]}${times}`;
}

/** "The first 250 of 1,234 rows.": how many there are is known where each counts one order. */
export function rows_in_words(
  rows: readonly ExplainedRow[],
  are_all: boolean,
  total: Amount,
  locale?: string
): string {
  if (rows.length === 0) return 'No rows on these days.';
  const count = format_count(rows.length, locale);
  if (are_all) return rows.length === 1 ? 'One row.' : `All ${count} rows.`;
  const are_orders = rows[0]?.sale === null && typeof total === 'number';
  if (are_orders) return `The first ${count} of ${format_count(total, locale)} rows.`;
  return rows.length === 1 ? 'The first row.' : `The first ${count} rows.`;
}

/** "Together £12.50." */
export function sum_in_words(
  rows: readonly ExplainedRow[],
  currency: string,
  locale?: string
): string {
  return rows.length === 0 ? '' : `Together ${format_amount(sum(rows), currency, { locale })}.`;
}

/** A count where the rows are counts. */
function sum(rows: readonly ExplainedRow[]): Amount {
  const text = sum_of(rows.map(({ amount }) => as_text(amount) ?? '0'));
  return typeof rows[0]?.amount === 'number' ? Number(text) : text;
}
