// What is asked of the stores that somebody may see.
import { all_items } from '$lib/api/all_items';
import { client } from '$lib/api/client';
import { outcome_of, type Outcome } from '$lib/api/outcome';
import { session } from '$lib/features/session/session.svelte';
import type { Store } from './stores';

let listed: { user: string | undefined; stores: readonly Store[] } = { user: '', stores: [] };

export async function own_stores(): Promise<Outcome<{ items: Store[] }>> {
  const user = session.user?.id;
  const outcome = await all_items((query) =>
    outcome_of(client.GET('/api/v1/stores', { params: { query } }))
  );
  if ('data' in outcome) listed = { user, stores: outcome.data.items };
  return outcome;
}

/** As it was when one's stores were listed last: its page comes up before the answer about it. */
export function store_as_listed(id: string): Store | null {
  if (listed.user !== session.user?.id) return null;
  return listed.stores.find((store) => store.id === id) ?? null;
}
