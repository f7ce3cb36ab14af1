import { describe, expect, it } from 'vitest';
import {
  action_in_words,
  actor_in_words,
  details_in_words,
  event_filter_in,
  event_search_of
} from './events';

describe('an event in words', () => {
  it('has its own action where there are no words for it', () => {
    expect(action_in_words('member.left')).toBe('Left');
    expect(action_in_words('moon.landed')).toBe('moon.landed');
  });

  it('tells who did it, and by what', () => {
    const ann = { id: '1', name: 'Ann', email: 'ann@example.com' };
    expect(actor_in_words({ actor: ann, api_key: null })).toBe('Ann');
    expect(actor_in_words({ actor: ann, api_key: '7' })).toBe('Ann, by an API key');
    expect(actor_in_words({ actor: { id: '1', name: null, email: null }, api_key: null })).toBe(
      'somebody gone (1)'
    );
    expect(actor_in_words({ actor: null, api_key: null })).toMatch(/command/);
  });

  it('tells what was before beside what is', () => {
    expect(
      details_in_words({ role_before: 'viewer', role: 'admin', personal_data: 'true' })
    ).toBe('role: viewer → admin, personal data: true');
    expect(details_in_words({ role_before: 'viewer', role: 'viewer' })).toBe('role: viewer');
  });
});

describe('the filter of the audit log', () => {
  it('comes back from the address as it was', () => {
    const search = '?action=member.left&actor=1&since=2026-11-01';
    expect(event_search_of(event_filter_in(new URLSearchParams(search)))).toBe(search);
    expect(event_search_of(event_filter_in(new URLSearchParams('?action=DROP')), 'c')).toBe(
      '?cursor=c'
    );
  });
});
