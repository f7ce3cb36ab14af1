// What is asked of the stores that somebody may see.
import { all_items } from '$lib/api/all_items';
import { client } from '$lib/api/client';
import { outcome_of, type Outcome } from '$lib/api/outcome';
import type { Store } from './stores';

export function own_stores(): Promise<Outcome<{ items: Store[] }>> {
  return all_items((query) => outcome_of(client.GET('/api/v1/stores', { params: { query } })));
}
