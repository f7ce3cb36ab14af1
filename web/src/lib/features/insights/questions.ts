// What the dashboard asks of the API. A browser has few connections: what is further down waits.
import { client } from '$lib/api/client';
import type { Schemas } from '$lib/api/open_client';
import { outcome_of, type Outcome } from '$lib/api/outcome';
import type { Range } from '$lib/day';
import type { Comparison } from '$lib/features/range/range';
import type { BrokenDownMeasure, ExplainedMeasure, Measure } from './figures';
import type { By } from './labels';
import type { CheckoutFigures } from './checkout_figures';
import type { OrderValues } from './order_values';
import type { Interval, Series } from './series';

export type Overview = Schemas['Overview'];
export type Breakdown = Schemas['Breakdown'];
export type Explanation = Schemas['Explanation'];

export function overview(
  store: string,
  range: Range,
  compare: Comparison
): Promise<Outcome<Overview>> {
  return outcome_of(
    client.GET('/api/v1/stores/{store}/insights/overview', {
      params: { path: { store }, query: { ...range, compare } }
    })
  );
}

export function series(
  store: string,
  query: Range & {
    measure: Measure;
    interval: Interval;
    compare: Comparison;
    by?: By;
    value?: string;
  },
  priority: RequestPriority = 'auto'
): Promise<Outcome<Series>> {
  return outcome_of(
    client.GET('/api/v1/stores/{store}/insights/series', {
      params: { path: { store }, query },
      priority
    })
  );
}

/** Several measures of the same days; refused where one of them is. */
export async function several_series(
  store: string,
  measures: readonly Measure[],
  query: Range & { interval: Interval; compare: Comparison; by?: By; value?: string }
): Promise<Outcome<Series[]>> {
  const found: Series[] = [];
  const asked = measures.map((measure) => series(store, { ...query, measure }));
  for (const outcome of await Promise.all(asked)) {
    if ('problem' in outcome) return outcome;
    found.push(outcome.data);
  }
  return { data: found };
}

export function breakdown(
  store: string,
  query: Range & { by: By; measure: BrokenDownMeasure; limit: number }
): Promise<Outcome<Breakdown>> {
  return outcome_of(
    client.GET('/api/v1/stores/{store}/insights/breakdown', {
      params: { path: { store }, query },
      priority: 'low'
    })
  );
}

export function explanation(
  store: string,
  query: Range & {
    measure: ExplainedMeasure;
    by?: By;
    value?: string;
    limit: number;
    cursor?: string;
  }
): Promise<Outcome<Explanation>> {
  return outcome_of(
    client.GET('/api/v1/stores/{store}/insights/explain', { params: { path: { store }, query } })
  );
}

export function checkouts(
  store: string,
  range: Range,
  compare: Comparison
): Promise<Outcome<CheckoutFigures>> {
  return outcome_of(
    client.GET('/api/v1/stores/{store}/insights/checkouts', {
      params: { path: { store }, query: { ...range, compare } },
      priority: 'low'
    })
  );
}

export function order_values(store: string, range: Range): Promise<Outcome<OrderValues>> {
  return outcome_of(
    client.GET('/api/v1/stores/{store}/insights/order-values', {
      params: { path: { store }, query: range },
      priority: 'low'
    })
  );
}
