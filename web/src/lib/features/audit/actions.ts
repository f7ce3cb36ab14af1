// What is asked of the audit logs.
import { client } from '$lib/api/client';
import type { Schemas } from '$lib/api/open_client';
import { outcome_of, type Outcome } from '$lib/api/outcome';
import { event_query_of, type EventFilter } from './events';

const page_size = 25;

function query_of(filter: EventFilter, cursor: string | null) {
  return { ...event_query_of(filter), ...(cursor ? { cursor } : {}), limit: page_size };
}

export function store_events(
  store: string,
  filter: EventFilter,
  cursor: string | null
): Promise<Outcome<Schemas['Events']>> {
  const params = { path: { store }, query: query_of(filter, cursor) };
  return outcome_of(client.GET('/api/v1/stores/{store}/audit', { params }));
}

export function account_events(
  filter: EventFilter,
  cursor: string | null
): Promise<Outcome<Schemas['Events']>> {
  const params = { query: query_of(filter, cursor) };
  return outcome_of(client.GET('/api/v1/me/audit', { params }));
}
