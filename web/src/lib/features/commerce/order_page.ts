// What the page of one order shows: its lines, sums, refunds, events and ledger rows; no I/O.
import type { Schemas } from '$lib/api/open_client';
import { format_day } from '$lib/moment';
import { format_count, format_money, sum_of } from '$lib/money';
import { reader_locale } from '$lib/reader';
import type { Cell, Column } from '$lib/ui/table';
import { words_of } from '$lib/words';
import { channel_name, gateway_name } from '$lib/features/insights/labels';
import { is_nothing, negated, times } from './amounts';
import { address_of, instant, money, type Shop } from './cells';
import { customer_cell } from './orders';

export type WholeOrder = Schemas['WholeOrder'];
export type OrderLine = Schemas['OrderLine'];
export type Sale = Schemas['Sale'];
type Refund = Schemas['Refund'];

/** What is told of an order in a word each; what is not known is left out. */
export function facts_of(order: WholeOrder, shop: Shop): { name: string; cell: Cell }[] {
  const { checkout } = order;
  const words = (text: string | null) => ({ text: text ?? '' });
  const facts = [
    { name: 'Total', cell: money(shop, order.total_price) },
    { name: 'Net sales', cell: money(shop, order.net_sales) },
    { name: 'Customer', cell: buyer_of(order, shop) },
    { name: 'Counts on', cell: { text: format_day(order.day) } },
    { name: 'Channel', cell: words(channel_name(order.channel)) },
    { name: 'Country', cell: words(order.country && country_name(order.country)) },
    { name: 'Discount codes', cell: words(order.discount_codes.join(', ')) },
    { name: 'Paid by', cell: words(order.gateways.map(gateway_name).join(', ')) },
    { name: 'Came from', cell: words(order.referrer) },
    { name: 'Last change', cell: instant(shop, order.updated_at) },
    {
      name: 'Checkout',
      cell: checkout
        ? { text: 'Its checkout', href: address_of(shop, 'checkouts', checkout) }
        : words(null)
    }
  ];
  return facts.filter(({ cell }) => cell.text !== '');
}

function buyer_of(order: WholeOrder, shop: Shop): Cell {
  const guest = { text: 'Guest', detail: order.email ?? undefined };
  return order.customer ? customer_cell(shop, order.customer) : guest;
}

/** In the reader's language; a code that is no country's stays. */
function country_name(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return code;
  return new Intl.DisplayNames(reader_locale(), { type: 'region' }).of(code) ?? code;
}

export interface Sum {
  name: string;
  amount: string;
  total?: true;
}

/** The parts of what was ordered, those that are nothing left out, the total, and what is in it. */
export function sums_of(order: WholeOrder): Sum[] {
  const tip_is_a_line = order.lines.some(({ tip }) => tip);
  const amounts = (of: readonly { price: string }[]) => sum_of(of.map(({ price }) => price));
  const parts: Sum[] = [
    { name: 'Lines', amount: sum_of(order.lines.map(price_of_line)) },
    { name: 'Discounts', amount: negated(sum_of(order.lines.map(({ discount }) => discount))) },
    { name: 'Shipping', amount: amounts(order.shipping_lines) },
    { name: 'Duties', amount: amounts(order.duties) },
    { name: 'Fees', amount: amounts(order.fees) },
    { name: 'Taxes', amount: order.taxes_included ? '0' : order.total_tax },
    { name: 'Tip', amount: tip_is_a_line ? '0' : order.tip }
  ];
  const taxes = { name: 'of which taxes', amount: order.taxes_included ? order.total_tax : '0' };
  const is_there = ({ amount }: Sum) => !is_nothing(amount);
  const total = { name: 'Total', amount: order.total_price, total: true as const };
  return [...parts.filter(is_there), total, ...[taxes].filter(is_there)];
}

/** Before discounts. */
export function price_of_line({ price, quantity }: OrderLine): string {
  return times(price, quantity);
}

export function line_columns(shop: Shop): Column<OrderLine>[] {
  return [
    {
      id: 'title',
      label: 'Item',
      cell: ({ title, product_id, sku, gift_card, tip }) => ({
        text: title,
        href: product_id === null ? undefined : address_of(shop, 'products', product_id),
        detail: sku ?? undefined,
        badges: [
          ...(gift_card ? [{ text: 'Gift card', tone: 'plain' as const }] : []),
          ...(tip ? [{ text: 'Tip', tone: 'plain' as const }] : [])
        ]
      })
    },
    {
      id: 'quantity',
      label: 'Quantity',
      figures: true,
      cell: ({ quantity, current_quantity }) => ({
        text: format_count(quantity),
        detail: now_in_words(quantity, current_quantity)
      })
    },
    { id: 'price', label: 'Price', figures: true, cell: ({ price }) => money(shop, price) },
    {
      id: 'discount',
      label: 'Discount',
      figures: true,
      cell: ({ discount }) => money(shop, negated(discount))
    },
    { id: 'tax', label: 'Tax', figures: true, cell: ({ tax }) => money(shop, tax) },
    {
      id: 'total',
      label: 'Total',
      figures: true,
      cell: (line) => money(shop, sum_of([price_of_line(line), negated(line.discount)]))
    }
  ];
}

function now_in_words(before: number, now: number | null): string | undefined {
  return now === null || now === before ? undefined : `now ${format_count(now)}`;
}

export interface GivenBack {
  id: string;
  /** A line's title, or what else the money was for. */
  of: string;
  quantity: number | null;
  amount: string;
  tax: string;
}

/** What a refund gave back, with its tax; money that went to the buyer is positive. */
export function given_back(order: WholeOrder, refund: Refund): GivenBack[] {
  const title = (id: string) => order.lines.find((line) => line.id === id)?.title ?? `Line ${id}`;
  const with_tax = (amount: string, tax: string) =>
    order.taxes_included ? amount : sum_of([amount, tax]);
  const lines = refund.lines.map(({ line_item_id, quantity, subtotal, tax }, place) => ({
    id: `line ${place}`,
    of: title(line_item_id),
    quantity,
    amount: with_tax(subtotal, tax),
    tax
  }));
  const others = refund.adjustments.map(({ kind, amount, tax }, place) => ({
    id: `adjustment ${place}`,
    of: kind === 'discrepancy' ? 'Adjustment' : words_of(kind),
    quantity: null,
    amount: negated(with_tax(amount, tax)),
    tax: negated(tax)
  }));
  return [...lines, ...others];
}

export function refund_columns(shop: Shop): Column<GivenBack>[] {
  return [
    { id: 'of', label: 'Given back for', cell: ({ of }) => ({ text: of }) },
    {
      id: 'quantity',
      label: 'Quantity',
      figures: true,
      cell: ({ quantity }) => ({ text: quantity === null ? '' : format_count(quantity) })
    },
    { id: 'tax', label: 'Tax within', figures: true, cell: ({ tax }) => money(shop, tax) },
    { id: 'amount', label: 'Amount', figures: true, cell: ({ amount }) => money(shop, amount) }
  ];
}

export function sale_columns(shop: Shop, order: WholeOrder): Column<Sale>[] {
  const amount = (id: 'gross' | 'discount' | 'net' | 'tax' | 'total', label: string) => ({
    id,
    label,
    figures: true,
    cell: (sale: Sale) => money(shop, sale[id])
  });
  return [
    {
      id: 'what',
      label: 'Row',
      cell: (sale) => ({ text: words_of(sale.line_type), detail: line_of(order, sale) })
    },
    { id: 'action', label: 'Action', cell: ({ action }) => ({ text: words_of(action) }) },
    {
      id: 'happened_at',
      label: 'Counts at',
      cell: ({ happened_at, inexact }) => ({
        ...instant(shop, happened_at),
        detail: inexact ? 'assumed, not known' : undefined
      })
    },
    {
      id: 'quantity',
      label: 'Units',
      figures: true,
      cell: ({ quantity }) => ({ text: format_count(quantity) })
    },
    amount('gross', 'Gross'),
    amount('discount', 'Discount'),
    amount('net', 'Net'),
    amount('tax', 'Tax'),
    amount('total', 'Total')
  ];
}

export function why_no_sales({ test }: WholeOrder): string {
  return test ? 'A test order: it counts in no figure.' : 'This order gives nothing to any figure.';
}

function line_of(order: WholeOrder, { line_item_id }: Sale): string | undefined {
  return order.lines.find(({ id }) => id === line_item_id)?.title;
}

export interface HappenedOnce {
  at: string;
  what: string;
  detail?: string;
}

const milestone_names: Readonly<Record<WholeOrder['milestones'][number]['kind'], string>> = {
  paid: 'Paid',
  partially_fulfilled: 'Fulfilled in part',
  fulfilled: 'Fulfilled'
};

/** What happened to an order, the first first. */
export function timeline_of(order: WholeOrder, shop: Shop): HappenedOnce[] {
  const events: HappenedOnce[] = [{ at: order.created_at, what: 'Created' }];
  if (order.processed_at !== order.created_at) {
    events.push({ at: order.processed_at, what: 'Placed', detail: 'It counts on this day.' });
  }
  for (const { kind, reached_at } of order.milestones) {
    events.push({ at: reached_at, what: milestone_names[kind] });
  }
  for (const edit of order.edits) {
    events.push({ at: edit.committed_at, what: 'Edited', detail: edit_in_words(edit) });
  }
  for (const refund of order.refunds) {
    const back = given_back(order, refund).map(({ amount }) => amount);
    const detail = back.length ? format_money(sum_of(back), shop.currency) : 'No money';
    events.push({ at: refund.processed_at, what: 'Refunded', detail });
  }
  if (order.cancelled_at !== null) events.push({ at: order.cancelled_at, what: 'Cancelled' });
  return events.sort((a, b) => Date.parse(a.at) - Date.parse(b.at));
}

function edit_in_words(edit: WholeOrder['edits'][number]): string {
  const units = (of: readonly { units: number }[]) => of.reduce((sum, { units }) => sum + units, 0);
  const [added, removed] = [units(edit.additions), units(edit.removals)];
  const in_units = (count: number) => `${format_count(count)} ${count === 1 ? 'unit' : 'units'}`;
  const words = [
    ...(added ? [`${in_units(added)} added`] : []),
    ...(removed ? [`${in_units(removed)} removed`] : [])
  ];
  return words.join(', ') || 'No units';
}
