// The figures of a store in words: what each is called and what it means; no I/O.
import type { Schemas } from '../../api/open_client';
import { format_count, format_money } from '../../money';

export type Measure = Schemas['Measure'];
export type BrokenDownMeasure = Schemas['BrokenDownMeasure'];
export type ExplainedMeasure = Schemas['ExplainedMeasure'];
export type Amount = Schemas['Amount'];

export interface Figure {
  name: string;
  means: string;
  kind: 'money' | 'count';
}

export const figures: Readonly<Record<Measure, Figure>> = {
  total_sales: {
    name: 'Total sales',
    means: 'Net sales plus shipping, taxes, duties and fees.',
    kind: 'money'
  },
  gross_sales: {
    name: 'Gross sales',
    means:
      'Price times quantity of the products sold, before discounts, returns, taxes and shipping. ' +
      'Gift cards and tips stand apart.',
    kind: 'money'
  },
  discounts: {
    name: 'Discounts',
    means: 'What was taken off the products sold, without tax.',
    kind: 'money'
  },
  returns: {
    name: 'Returns',
    means:
      'Products given back, removed or cancelled, without tax: on the day of the refund, not of ' +
      'the order.',
    kind: 'money'
  },
  net_sales: {
    name: 'Net sales',
    means: 'Gross sales less discounts and returns.',
    kind: 'money'
  },
  shipping: {
    name: 'Shipping',
    means: 'Shipping after its discounts and refunds, without tax.',
    kind: 'money'
  },
  duties: { name: 'Duties', means: 'Duties paid, less those given back.', kind: 'money' },
  fees: { name: 'Fees', means: 'Additional fees, less those given back.', kind: 'money' },
  taxes: {
    name: 'Taxes',
    means: 'Taxes on products and shipping, less those given back.',
    kind: 'money'
  },
  tips: { name: 'Tips', means: 'Tips received; they are no part of sales.', kind: 'money' },
  gift_cards: {
    name: 'Gift cards',
    means: 'Gift cards sold; they are no part of sales until they are spent.',
    kind: 'money'
  },
  orders: {
    name: 'Orders',
    means:
      'Orders made on these days, cancelled ones too. Test orders, deleted orders and those of ' +
      'gift cards alone do not count.',
    kind: 'count'
  },
  units: {
    name: 'Items sold',
    means: 'Products ordered or added to orders, in pieces; returns are not taken off.',
    kind: 'count'
  },
  customers: {
    name: 'Customers',
    means: 'Different customers who ordered on these days. Guests are unknown and do not count.',
    kind: 'count'
  },
  new_customers: {
    name: 'New customers',
    means: 'Customers whose first order ever was made on these days.',
    kind: 'count'
  },
  returning_customers: {
    name: 'Returning customers',
    means: 'Customers who ordered on these days, and before them for the first time.',
    kind: 'count'
  },
  average_order_value: {
    name: 'Average order value',
    means:
      'Gross sales less discounts, by the number of orders; what changed after an order was made ' +
      'is left out. An average is no sum, so there are no rows that add up to it.',
    kind: 'money'
  }
};

export const cards: readonly Measure[] = [
  'total_sales',
  'orders',
  'average_order_value',
  'net_sales',
  'customers',
  'new_customers',
  'returning_customers',
  'units'
];

/** How total sales come about, in Shopify's order. */
export const sales_steps = [
  { measure: 'gross_sales', sum: false },
  { measure: 'discounts', sum: false },
  { measure: 'returns', sum: false },
  { measure: 'net_sales', sum: true },
  { measure: 'shipping', sum: false },
  { measure: 'duties', sum: false },
  { measure: 'fees', sum: false },
  { measure: 'taxes', sum: false },
  { measure: 'total_sales', sum: true }
] as const satisfies readonly { measure: Measure; sum: boolean }[];

/** Its amounts are below nothing: they are taken off. */
export function is_deduction(measure: Measure): boolean {
  return measure === 'discounts' || measure === 'returns';
}

/** What a view may name as a measure; `usual` for anything else. */
export function measure_in(text: string | null, usual: Measure): Measure {
  return is_measure(text) ? text : usual;
}

export function is_measure(text: string | null): text is Measure {
  return text !== null && Object.hasOwn(figures, text);
}

export function is_explained(measure: Measure): measure is ExplainedMeasure {
  return measure !== 'average_order_value';
}

/** An amount or a count as one reads it; a dash where it is an average of nothing. */
export function format_amount(
  amount: Amount,
  currency: string,
  style: Parameters<typeof format_money>[2] = {}
): string {
  if (amount === null) return '–';
  if (typeof amount === 'number') return format_count(amount, style.locale);
  return format_money(amount, currency, style);
}

/** An amount or a count as decimal text, to reckon with. */
export function as_text(amount: Amount): string | null {
  return amount === null ? null : String(amount);
}
