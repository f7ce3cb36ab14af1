// Events of the audit log in words, and the filter of the log in the address; no I/O.
import type { Schemas } from '$lib/api/open_client';

export type Event = Schemas['Event'];

/** Empty: any. Times are days. */
export interface EventFilter {
  action: string;
  actor: string;
  since: string;
  until: string;
}

/** What is done in a store. */
export const store_actions: Readonly<Record<string, string>> = {
  'member.invited': 'Invited somebody',
  'member.joined': 'Joined the store',
  'member.changed': 'Changed a member',
  'member.removed': 'Removed a member',
  'member.left': 'Left',
  'invitation.withdrawn': 'Took an invitation back',
  'store.added': 'Added the store',
  'store.changed': 'Changed the settings',
  'list.exported': 'Downloaded a list',
  'deliveries.replayed': 'Asked for a replay'
};

/** What is done to an account. */
export const account_actions: Readonly<Record<string, string>> = {
  'account.made': 'Made the account',
  'session.began': 'Signed in',
  'sign_in.failed': 'Failed to sign in',
  'session.ended': 'Signed out',
  'session.reused': 'A copied session was used and ended',
  'sessions.ended': 'Signed out everywhere',
  'password.changed': 'Set a password',
  'password.reset_needed': 'Failed a hundred times: a new password is needed',
  'profile.changed': 'Changed the profile',
  'email.change_requested': 'Asked for another e-mail address',
  'email.changed': 'Changed the e-mail address',
  'email.restored': 'Undid a change of the e-mail address',
  'second_factor.added': 'Added the second factor',
  'second_factor.removed': 'Removed the second factor',
  'recovery_codes.renewed': 'Made new recovery codes',
  'api_key.added': 'Made an API key',
  'api_key.removed': 'Took an API key back',
  'member.joined': 'Joined the store',
  'store.deleted': 'Deleted a store'
};

export function action_in_words(action: string): string {
  return store_actions[action] ?? account_actions[action] ?? action;
}

/** Who did it, and whether by a key of theirs. */
export function actor_in_words(event: Pick<Event, 'actor' | 'api_key'>): string {
  if (event.actor === null) return 'Somebody not signed in, or a command';
  const who = event.actor.name || event.actor.email || `somebody gone (${event.actor.id})`;
  return event.api_key === null ? who : `${who}, by an API key`;
}

/** "role: viewer → admin, personal data: true" */
export function details_in_words(details: Readonly<Record<string, string>>): string {
  return Object.entries(details)
    .filter(([name]) => !name.endsWith('_before'))
    .map(([name, value]) => {
      const before = details[`${name}_before`];
      const told = before === undefined || before === value ? value : `${before} → ${value}`;
      return `${name.replaceAll('_', ' ')}: ${told}`;
    })
    .join(', ');
}

export function event_filter_in(address: URLSearchParams): EventFilter {
  const text = (name: string) => address.get(name)?.trim() ?? '';
  const action = /^[a-z_.]{1,40}$/.test(text('action')) ? text('action') : '';
  return { action, actor: text('actor'), since: text('since'), until: text('until') };
}

export function event_query_of(filter: EventFilter): Partial<EventFilter> {
  return Object.fromEntries(Object.entries(filter).filter(([, text]) => text !== ''));
}

/** "?action=…&cursor=…", or nothing. */
export function event_search_of(filter: EventFilter, cursor: string | null = null): string {
  const search = new URLSearchParams(event_query_of(filter) as Record<string, string>);
  if (cursor) search.set('cursor', cursor);
  return search.size === 0 ? '' : `?${search}`;
}
