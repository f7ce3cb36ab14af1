// What somebody does with an account; pages call these and show what came of it.
import { client } from '$lib/api/client';
import { open_client, type Schemas } from '$lib/api/open_client';
import { outcome_of, type Outcome } from '$lib/api/outcome';
import { enter, look_again, sign_out } from '$lib/features/session/session.svelte';

export interface NewAccount {
  name: string;
  email: string;
  password: string;
  /** The token of an invitation's link. */
  invitation?: string;
}

type SignedIn = Schemas['SessionAnswer'];
export interface SecondFactorNeeded {
  ticket: string;
}

/** A session, or a ticket for the second factor. */
export function sign_in(
  email: string,
  password: string
): Promise<Outcome<SignedIn | SecondFactorNeeded>> {
  return enter(() =>
    outcome_of<SignedIn | SecondFactorNeeded>(
      open_client.POST('/api/v1/auth/login', { body: { email, password } })
    )
  );
}

export function sign_in_with_code(ticket: string, code: string): Promise<Outcome<SignedIn>> {
  return enter(() =>
    outcome_of(open_client.POST('/api/v1/auth/login/totp', { body: { ticket, code } }))
  );
}

export function sign_up(body: NewAccount): Promise<Outcome<unknown>> {
  return outcome_of(open_client.POST('/api/v1/auth/signup', { body }));
}

export function verify(email: string, code: string): Promise<Outcome<SignedIn>> {
  return enter(() =>
    outcome_of(open_client.POST('/api/v1/auth/verify', { body: { email, code } }))
  );
}

export function resend_code(email: string): Promise<Outcome<unknown>> {
  return outcome_of(open_client.POST('/api/v1/auth/resend', { body: { email } }));
}

export function ask_for_reset(email: string): Promise<Outcome<unknown>> {
  return outcome_of(open_client.POST('/api/v1/auth/password/forgot', { body: { email } }));
}

export async function reset_password(token: string, password: string): Promise<Outcome<unknown>> {
  const outcome = await outcome_of(
    open_client.POST('/api/v1/auth/password/reset', { body: { token, password } })
  );
  if ('data' in outcome) await look_again();
  return outcome;
}

export async function undo_email_change(token: string): Promise<Outcome<unknown>> {
  const outcome = await outcome_of(
    open_client.POST('/api/v1/auth/email/undo', { body: { token } })
  );
  if ('data' in outcome) await look_again();
  return outcome;
}

export function accept_invitation(token: string): Promise<Outcome<{ store: string }>> {
  return outcome_of(client.POST('/api/v1/invitations/accept', { body: { token } }));
}

/** Ends all sessions of the account, then what this browser keeps of its own. */
export async function sign_out_everywhere(): Promise<Outcome<unknown>> {
  const ended = await outcome_of(client.DELETE('/api/v1/me/sessions'));
  return 'data' in ended ? sign_out() : ended;
}
