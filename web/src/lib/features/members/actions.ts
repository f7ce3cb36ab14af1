// What is done with the members of a store.
import { all_items } from '$lib/api/all_items';
import { client } from '$lib/api/client';
import { outcome_of, type Outcome } from '$lib/api/outcome';
import type { Member, Rights } from './roles';

export function members_of(store: string): Promise<Outcome<{ items: Member[] }>> {
  return all_items((query) => {
    const params = { path: { store }, query };
    return outcome_of(client.GET('/api/v1/stores/{store}/members', { params }));
  });
}

export function invite(
  store: string,
  body: Rights & { email: string }
): Promise<Outcome<Member>> {
  const params = { path: { store } };
  return outcome_of(client.POST('/api/v1/stores/{store}/members', { params, body }));
}

export function change(store: string, id: string, body: Rights): Promise<Outcome<Member>> {
  const params = { path: { store, id } };
  return outcome_of(client.PATCH('/api/v1/stores/{store}/members/{id}', { params, body }));
}

/** Removes a member, takes an invitation back; with one's own id: leaves. */
export function remove(store: string, id: string): Promise<Outcome<unknown>> {
  const params = { path: { store, id } };
  return outcome_of(client.DELETE('/api/v1/stores/{store}/members/{id}', { params }));
}
