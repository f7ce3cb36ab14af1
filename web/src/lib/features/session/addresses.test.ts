import { describe, expect, it } from 'vitest';
import {
  after_signing_in,
  behind_hash,
  carried,
  is_open_page,
  needs_nobody,
  needs_somebody,
  login_address,
  way_back
} from './addresses';

const address = (text: string) => new URL(text, 'http://localhost');

describe('way_back', () => {
  it('leads to a page of ours, with its search', () => {
    expect(way_back('/stores/1?from=2026-01-01')).toBe('/stores/1?from=2026-01-01');
  });

  it('leads home from what is no page of ours', () => {
    const foreign = ['//evil.example', '/\\evil.example', 'https://evil.example', '/a\\b'];
    const odd = ['stores', '', '/\t/evil.example', 'javascript:alert(1)'];
    for (const next of [null, ...foreign, ...odd]) {
      expect(way_back(next), String(next)).toBe('/');
    }
  });

  it('does not lead back to signing in', () => {
    expect(way_back('/login?next=/login')).toBe('/');
    expect(way_back('/signup#x')).toBe('/');
    expect(way_back('/logins')).toBe('/logins');
  });
});

describe('is_open_page', () => {
  it('is one of an account or the API’s', () => {
    expect(['/login', '/docs'].filter(is_open_page)).toHaveLength(2);
    expect(['/', '/account', '/docs/x'].filter(is_open_page)).toEqual([]);
    expect(way_back('/docs')).toBe('/docs');
  });
});

describe('needs_nobody', () => {
  it('leaves out the pages that differ for who is signed in', () => {
    expect(['/login', '/signup', '/forgot', '/docs'].every(needs_nobody)).toBe(true);
    expect(['/', '/invitation', '/account', '/stores/1'].filter(needs_nobody)).toEqual([]);
  });
});

describe('needs_somebody', () => {
  it('is what belongs to an account or to a store', () => {
    expect(['/account', '/stores/1/orders', '/stores/new'].every(needs_somebody)).toBe(true);
    expect(['/', '/docs', '/login', '/accounts', '/none'].filter(needs_somebody)).toEqual([]);
  });
});

describe('login_address', () => {
  it('has the way back, and nothing for the front page', () => {
    const from = login_address(address('/stores/1?a=b&c=d'));
    expect(way_back(address(from).searchParams.get('next'))).toBe('/stores/1?a=b&c=d');
    expect(login_address(address('/'))).toBe('/login');
  });
});

describe('after_signing_in', () => {
  it('goes to the invitation first', () => {
    expect(after_signing_in(address('/login?next=/x#invitation=a-b_c'))).toBe(
      '/invitation#token=a-b_c'
    );
    expect(after_signing_in(address('/login?next=/x'))).toBe('/x');
    expect(after_signing_in(address('/login'))).toBe('/');
  });
});

describe('behind_hash', () => {
  it('finds a token and nothing where there is none', () => {
    expect(behind_hash('#token=a-b_c', 'token')).toBe('a-b_c');
    for (const hash of ['', '#', '#token=', '#tokens=a']) {
      expect(behind_hash(hash, 'token')).toBeNull();
    }
  });
});

describe('carried', () => {
  it('keeps the way back and an invitation, and no other token', () => {
    expect(carried(address('/login?next=/x#invitation=t'))).toBe('?next=/x#invitation=t');
    expect(carried(address('/reset#token=t'))).toBe('');
  });
});
