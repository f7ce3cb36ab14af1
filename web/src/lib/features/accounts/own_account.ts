// What somebody does with their own account; pages call these and show what came of it.
import { all_items } from '$lib/api/all_items';
import { client } from '$lib/api/client';
import type { Schemas } from '$lib/api/open_client';
import { outcome_of, type Outcome } from '$lib/api/outcome';
import { know, type Me } from '$lib/features/session/session.svelte';

export type ApiKey = Schemas['ApiKey'];
export type Scope = Schemas['Scope'];
export type OwnSession = Schemas['SessionList']['items'][number];

export interface Profile {
  name: string;
  locale: string;
  /** Null: the browser's. */
  time_zone: string | null;
}

async function known(asked: Promise<Outcome<Me>>): Promise<Outcome<Me>> {
  const outcome = await asked;
  if ('data' in outcome) know(outcome.data);
  return outcome;
}

export function change_profile(body: Profile): Promise<Outcome<Me>> {
  return known(outcome_of(client.PATCH('/api/v1/me', { body })));
}

export function ask_for_email(email: string, password: string): Promise<Outcome<unknown>> {
  return outcome_of(client.POST('/api/v1/me/email', { body: { email, password } }));
}

export function confirm_email(code: string): Promise<Outcome<Me>> {
  return known(outcome_of(client.POST('/api/v1/me/email/confirm', { body: { code } })));
}

export function change_password(
  password: string,
  new_password: string
): Promise<Outcome<unknown>> {
  return outcome_of(client.POST('/api/v1/me/password', { body: { password, new_password } }));
}

export async function second_factor(): Promise<Outcome<Schemas['SecondFactor']>> {
  return outcome_of(client.GET('/api/v1/me/totp'));
}

export function begin_second_factor(
  password: string
): Promise<Outcome<Schemas['SecondFactorSecret']>> {
  return outcome_of(client.POST('/api/v1/me/totp', { body: { password } }));
}

export function confirm_second_factor(code: string): Promise<Outcome<Schemas['RecoveryCodes']>> {
  return outcome_of(client.POST('/api/v1/me/totp/confirm', { body: { code } }));
}

export function remove_second_factor(password: string): Promise<Outcome<unknown>> {
  return outcome_of(client.DELETE('/api/v1/me/totp', { body: { password } }));
}

export function renew_recovery_codes(
  password: string
): Promise<Outcome<Schemas['RecoveryCodes']>> {
  return outcome_of(client.POST('/api/v1/me/totp/recovery-codes', { body: { password } }));
}

export function own_sessions(): Promise<Outcome<{ items: OwnSession[] }>> {
  return all_items((query) => outcome_of(client.GET('/api/v1/me/sessions', { params: { query } })));
}

/** One after the other; stops at the first that does not end. */
export async function end_sessions(ids: readonly string[]): Promise<Outcome<unknown>> {
  for (const id of ids) {
    const params = { path: { id } };
    const outcome = await outcome_of(client.DELETE('/api/v1/me/sessions/{id}', { params }));
    // One that has ended meanwhile is as it should be.
    if ('problem' in outcome && outcome.problem.status !== 404) return outcome;
  }
  return { data: undefined };
}

export function api_keys(): Promise<Outcome<{ items: ApiKey[] }>> {
  return all_items((query) => outcome_of(client.GET('/api/v1/me/api-keys', { params: { query } })));
}

export function add_api_key(
  name: string,
  scopes: Scope[]
): Promise<Outcome<ApiKey & { key: string }>> {
  return outcome_of(client.POST('/api/v1/me/api-keys', { body: { name, scopes } }));
}

export function remove_api_key(id: string): Promise<Outcome<unknown>> {
  const params = { path: { id } };
  return outcome_of(client.DELETE('/api/v1/me/api-keys/{id}', { params }));
}
