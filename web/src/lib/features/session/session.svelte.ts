// The session of this browser: who is signed in, and how that begins and ends.
import { open_client, type Schemas } from '$lib/api/open_client';
import { outcome_of, type Outcome } from '$lib/api/outcome';
import { no_answer } from '$lib/api/problem';
import { read_by } from '$lib/reader';
import { needs_nobody } from './addresses';
import { SessionKeeper, type Grant, type News, type Signing } from './keeper';
import { may_be_signed_in, remember } from './trace';

export type Me = Schemas['Me'];

const own_page = { header: { 'X-Tillwatch': '1' } } as const;
const tabs = new BroadcastChannel('tillwatch.session');

class Session {
  signing = $state.raw<Signing<Me>>({ state: 'checking' });

  get user(): Me | null {
    return this.signing.state === 'signed_in' ? this.signing.user : null;
  }

  // Signing in anew writes nothing anew, as long as these stay.
  readonly locale = $derived(this.user?.locale);
  readonly time_zone = $derived(this.user?.time_zone);
}

export const session = new Session();
read_by(() => session);

export const keeper = new SessionKeeper<Me>({
  refresh,
  alone,
  tell_tabs: (news) => tabs.postMessage(news),
  now_ms: () => Date.now(),
  show,
  start_over: () => location.assign('/')
});
tabs.onmessage = ({ data }: MessageEvent<News>) => keeper.hear(data);

function show(signing: Signing<Me>): void {
  session.signing = signing;
  if (signing.state === 'signed_in' || signing.state === 'signed_out') {
    remember(signing.state === 'signed_in');
  }
}

async function refresh(): Promise<Grant<Me> | 'refused' | 'unreachable'> {
  const outcome = await outcome_of(
    open_client.POST('/api/v1/auth/refresh', { params: own_page, body: {} })
  );
  if ('data' in outcome) return outcome.data;
  return outcome.problem.status === 401 ? 'refused' : 'unreachable';
}

/** Locks are for secure origins (https, localhost); elsewhere each tab goes by itself. */
async function alone<Result>(work: () => Promise<Result>): Promise<Result> {
  if (!('locks' in navigator)) return work();
  return (await navigator.locks.request('tillwatch.session', work)) as Result;
}

/** Known by the cookie alone, which no script can read; a stranger's pages need not ask. */
export function look_who_is_here(path: string): void {
  if (session.signing.state !== 'checking') return;
  if (!needs_nobody(path) || may_be_signed_in()) void keeper.renew();
}

/** Asks what signs somebody in, if it succeeds. */
export function enter<Data extends object>(
  ask: () => Promise<Outcome<Data>>
): Promise<Outcome<Data>> {
  return keeper.enter(ask, (outcome) => ('data' in outcome ? grant_in(outcome.data) : null));
}

/** A ticket for the second factor is no session yet. */
function grant_in(data: object): Grant<Me> | null {
  return 'access_token' in data ? (data as Grant<Me>) : null;
}

/** Ends the session of this browser, in all tabs. */
export async function sign_out(): Promise<Outcome<unknown>> {
  let outcome: Outcome<unknown> = { problem: no_answer };
  await keeper.leave(async () => {
    outcome = await outcome_of(
      open_client.POST('/api/v1/auth/logout', { params: own_page, body: {} })
    );
    return 'data' in outcome;
  });
  return outcome;
}

/** What the server says of who is signed in, after it was changed. */
export function know(user: Me): void {
  if (session.user?.id === user.id) session.signing = { state: 'signed_in', user };
}

/** After something that ended all sessions of an account: perhaps this one too. */
export async function look_again(): Promise<void> {
  if (session.user) await keeper.renew();
}
