// What is asked of the stores that somebody may see.
import { all_items } from '$lib/api/all_items';
import { client } from '$lib/api/client';
import { outcome_of, type Outcome } from '$lib/api/outcome';
import { session } from '$lib/features/session/session.svelte';
import { ListedStores } from './listed_stores';
import type { Store } from './stores';

const listed = new ListedStores();

export async function own_stores(): Promise<Outcome<{ items: Store[] }>> {
  const user = session.user?.id;
  const outcome = await all_items((query) =>
    outcome_of(client.GET('/api/v1/stores', { params: { query } }))
  );
  if ('data' in outcome) listed.take(user, outcome.data.items);
  return outcome;
}

/** As it was when one's stores were listed last. */
export function store_as_listed(id: string): Store | null {
  return listed.find(session.user?.id, id);
}
