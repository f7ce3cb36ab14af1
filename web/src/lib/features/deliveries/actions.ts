// What is asked of the delivery log.
import { client } from '$lib/api/client';
import type { Schemas } from '$lib/api/open_client';
import { outcome_of, type Outcome } from '$lib/api/outcome';
import { query_of, type Filter } from './filter';

export type Delivery = Schemas['Delivery'];
export type Refusal = Schemas['Refusal'];
export type WholeDelivery = Schemas['WholeDelivery'];

export interface Log {
  items: Delivery[];
  next_cursor: string | null;
}

export function log_of(
  store: string,
  filter: Filter,
  cursor: string | null,
  limit = 50
): Promise<Outcome<Log>> {
  const query = { ...query_of(filter), ...(cursor ? { cursor } : {}), limit };
  const params = { path: { store }, query };
  return outcome_of<Log>(client.GET('/api/v1/stores/{store}/deliveries', { params }));
}

/** What was refused at the door of late; for administrators. */
export function refusals_of(store: string): Promise<Outcome<{ items: Refusal[] }>> {
  const params = { path: { store } };
  return outcome_of(client.GET('/api/v1/stores/{store}/refusals', { params }));
}

export function delivery_of(store: string, id: string): Promise<Outcome<WholeDelivery>> {
  const params = { path: { store, id } };
  return outcome_of(client.GET('/api/v1/stores/{store}/deliveries/{id}', { params }));
}

export function replay(store: string, id: string): Promise<Outcome<{ count: number }>> {
  const params = { path: { store, id } };
  return outcome_of(client.POST('/api/v1/stores/{store}/deliveries/{id}/replay', { params }));
}

/** How many a replay of the filter would take, or takes. */
export function replay_all(
  store: string,
  filter: Filter,
  dry_run: boolean
): Promise<Outcome<{ count: number }>> {
  return outcome_of<{ count: number }>(
    client.POST('/api/v1/stores/{store}/deliveries/replay', {
      params: { path: { store } },
      body: { filter: query_of(filter), dry_run }
    })
  );
}

/** How many deliveries wait in the store. */
export async function pending_of(store: string): Promise<Outcome<{ pending: number }>> {
  const params = { path: { store } };
  return outcome_of(client.GET('/api/v1/stores/{store}', { params }));
}
