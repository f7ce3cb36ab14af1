// What a product sold in some periods: each figure is the sum that the API explains.
import { client } from '$lib/api/client';
import { outcome_of, type Outcome } from '$lib/api/outcome';
import type { Period } from './products';

export interface PeriodSales extends Period {
  units: number;
  net_sales: string;
}

type Measure = 'units' | 'net_sales';

export async function sales_of_product(
  store: string,
  product: string,
  periods: readonly Period[]
): Promise<Outcome<PeriodSales[]>> {
  const asked = periods.map((period) => sales_in(store, product, period));
  const sales: PeriodSales[] = [];
  for (const outcome of await Promise.all(asked)) {
    if ('problem' in outcome) return outcome;
    sales.push(outcome.data);
  }
  return { data: sales };
}

async function sales_in(
  store: string,
  product: string,
  period: Period
): Promise<Outcome<PeriodSales>> {
  const [units, net_sales] = await Promise.all([
    total_of(store, product, period, 'units'),
    total_of(store, product, period, 'net_sales')
  ]);
  if ('problem' in units) return units;
  if ('problem' in net_sales) return net_sales;
  return { data: { ...period, units: Number(units.data), net_sales: net_sales.data } };
}

/** The rows behind the figure are of no interest here, but one is the least that can be asked. */
async function total_of(
  store: string,
  product: string,
  { range }: Period,
  measure: Measure
): Promise<Outcome<string>> {
  const query = { measure, by: 'product', value: product, ...range, limit: 1 } as const;
  const outcome = await outcome_of(
    client.GET('/api/v1/stores/{store}/insights/explain', { params: { path: { store }, query } })
  );
  return 'data' in outcome ? { data: `${outcome.data.total}` } : outcome;
}
