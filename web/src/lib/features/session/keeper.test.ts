import { describe, expect, it } from 'vitest';
import { SessionKeeper, type Grant, type News, type Signing } from './keeper';

interface User {
  id: string;
}

const ann = { id: 'ann' };
const bob = { id: 'bob' };
const grant = (access_token: string, user: User = ann): Grant<User> => ({
  access_token,
  expires_in: 600,
  user
});

/** A browser with one tab, whose server answers refreshes by `answers`, one after the other. */
function browser(...answers: (Grant<User> | 'refused' | 'unreachable')[]) {
  let last: Promise<unknown> = Promise.resolve();
  const seen = {
    now_ms: 0,
    asked: 0,
    shown: [] as Signing<User>[],
    told: [] as News[],
    restarts: 0
  };
  const keeper = new SessionKeeper<User>({
    refresh: async () => {
      const answer = answers[seen.asked++];
      if (!answer) throw new Error('asked too often');
      return answer;
    },
    alone: (work) => {
      const mine = last.then(work);
      last = mine.catch(() => undefined);
      return mine;
    },
    tell_tabs: (news) => seen.told.push(news),
    now_ms: () => seen.now_ms,
    show: (signing) => seen.shown.push(signing),
    start_over: () => (seen.restarts += 1)
  });
  return { keeper, seen };
}

describe('a token', () => {
  it('is asked for once and used until shortly before its end', async () => {
    const { keeper, seen } = browser(grant('one'), grant('two'));
    expect(await keeper.token()).toBe('one');
    seen.now_ms = 569_999;
    expect(await keeper.token()).toBe('one');
    seen.now_ms = 570_000;
    expect(await keeper.token()).toBe('two');
  });

  it('is asked for once where several want it', async () => {
    const { keeper, seen } = browser(grant('one'));
    expect(await Promise.all([keeper.token(), keeper.token(), keeper.renew()])).toEqual([
      'one',
      'one',
      'one'
    ]);
    expect(seen.asked).toBe(1);
  });

  it('that was refused is replaced once, whoever says so', async () => {
    const { keeper, seen } = browser(grant('one'), grant('two'));
    await keeper.token();
    expect(await keeper.token_after('one')).toBe('two');
    expect(await keeper.token_after('one')).toBe('two');
    expect(seen.asked).toBe(2);
  });

  it('is none for nobody, and that is no session that ended', async () => {
    const { keeper, seen } = browser('refused');
    expect(await keeper.token()).toBeNull();
    expect(seen.shown).toEqual([{ state: 'signed_out', ended: false }]);
  });

  it('that the server renews no more ends the session', async () => {
    const { keeper, seen } = browser(grant('one'), 'refused');
    await keeper.token();
    expect(await keeper.token_after('one')).toBeNull();
    expect(seen.shown.at(-1)).toEqual({ state: 'signed_out', ended: true });
  });

  it('that cannot be renewed for now signs nobody out', async () => {
    const { keeper, seen } = browser(grant('one'), 'unreachable', grant('two'));
    await keeper.token();
    expect(await keeper.token_after('one')).toBeNull();
    expect(seen.shown.at(-1)).toEqual({ state: 'signed_in', user: ann });
    expect(await keeper.token_after('one')).toBe('two');
  });

  it('of a server that cannot be reached at first is known to be so', async () => {
    const { keeper, seen } = browser('unreachable');
    await keeper.token();
    expect(seen.shown).toEqual([{ state: 'unreachable' }]);
  });
});

describe('signing in and out', () => {
  it('tells the other tabs', async () => {
    const { keeper, seen } = browser();
    await keeper.enter(async () => grant('one'), (answer) => answer);
    expect(await keeper.token()).toBe('one');
    await keeper.leave(async () => true);
    expect(seen.told).toEqual([{ kind: 'signed_in', user: 'ann' }, { kind: 'signed_out' }]);
    expect(seen.shown.at(-1)).toEqual({ state: 'signed_out', ended: false });
  });

  it('changes nothing where it was refused', async () => {
    const { keeper, seen } = browser(grant('one'));
    await keeper.enter(async () => 'no', () => null);
    await keeper.token();
    await keeper.leave(async () => false);
    expect(seen.told).toEqual([]);
    expect(await keeper.token()).toBe('one');
  });

  it('waits for a refresh under way', async () => {
    const { keeper, seen } = browser(grant('one'));
    const renewed = keeper.renew();
    await keeper.leave(async () => true);
    await renewed;
    expect(seen.shown.map(({ state }) => state)).toEqual(['signed_in', 'signed_out']);
  });
});

describe('another tab', () => {
  it('that signs out ends it here', async () => {
    const { keeper, seen } = browser(grant('one'), 'refused');
    await keeper.token();
    keeper.hear({ kind: 'signed_out' });
    expect(seen.shown.at(-1)).toEqual({ state: 'signed_out', ended: true });
    expect(await keeper.token()).toBeNull();
  });

  it('that signs in does so here', async () => {
    const { keeper, seen } = browser('refused', grant('one'));
    await keeper.token();
    keeper.hear({ kind: 'signed_in', user: 'ann' });
    await keeper.renew();
    expect(seen.shown.at(-1)).toEqual({ state: 'signed_in', user: ann });
    expect(seen.asked).toBe(2);
  });

  it('that signs in as somebody else leaves nothing here', async () => {
    const { keeper, seen } = browser(grant('one'), grant('two', bob));
    await keeper.token();
    keeper.hear({ kind: 'signed_in', user: 'ann' });
    expect(seen.restarts).toBe(0);
    keeper.hear({ kind: 'signed_in', user: 'bob' });
    expect(seen.restarts).toBe(1);
    await keeper.token_after('one');
    expect(seen.restarts).toBe(2);
    expect(seen.shown.at(-1)).toEqual({ state: 'signed_in', user: ann });
  });
});
