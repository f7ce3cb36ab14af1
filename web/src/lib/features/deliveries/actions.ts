// What is asked of the delivery log.
import { client } from '$lib/api/client';
import type { Schemas } from '$lib/api/open_client';
import { outcome_of, type Outcome } from '$lib/api/outcome';
import type { Ask } from '$lib/features/listing/list';
import type { paths } from '../../../../generated/schema';
import type { Delivery } from './deliveries';
import type { DeliveryFilter } from './filter';

export type Refusal = Schemas['Refusal'];
export type WholeDelivery = Schemas['WholeDelivery'];

type Path = '/api/v1/stores/{store}/deliveries';

/** An address holds text; what is no good as a query the server refuses, field by field. */
type Query = NonNullable<paths[Path]['get']['parameters']['query']>;

export function deliveries_in(store: string): Ask<Delivery> {
  return (question) => {
    const params = { path: { store }, query: question as object as Query };
    return outcome_of(client.GET('/api/v1/stores/{store}/deliveries', { params }));
  };
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
  filter: DeliveryFilter,
  dry_run: boolean
): Promise<Outcome<{ count: number }>> {
  return outcome_of<{ count: number }>(
    client.POST('/api/v1/stores/{store}/deliveries/replay', {
      params: { path: { store } },
      body: { filter: filter as object, dry_run }
    })
  );
}

/** How many deliveries wait in the store. */
export async function pending_of(store: string): Promise<Outcome<{ pending: number }>> {
  const params = { path: { store } };
  return outcome_of(client.GET('/api/v1/stores/{store}', { params }));
}
