import { describe, expect, it } from 'vitest';
import { may_change, rights_as, role_in_words, roles_to_give } from './roles';

describe('roles', () => {
  it('lets an owner give any, an admin all but owner, a viewer none', () => {
    expect(roles_to_give('owner')).toContain('owner');
    expect(roles_to_give('admin')).toEqual(['viewer', 'admin']);
    expect(roles_to_give('viewer')).toEqual([]);
  });

  it('offers to change those whom the role reaches, and nobody themselves', () => {
    expect(may_change('admin', 'me', { id: 'bo', role: 'viewer' })).toBe(true);
    expect(may_change('admin', 'me', { id: 'bo', role: 'owner' })).toBe(false);
    expect(may_change('owner', 'me', { id: 'me', role: 'owner' })).toBe(false);
    expect(may_change('viewer', 'me', { id: 'bo', role: 'viewer' })).toBe(false);
  });

  it('bars nobody but viewers from data of people', () => {
    const barred = { role: 'viewer', personal_data: false } as const;
    expect(rights_as('admin', barred).personal_data).toBe(true);
    expect(rights_as('viewer', barred).personal_data).toBe(false);
  });

  it('tells of viewers alone whether they are barred', () => {
    expect(role_in_words({ role: 'viewer', personal_data: false })).toMatch(/without/);
    expect(role_in_words({ role: 'viewer', personal_data: true })).toBe('viewer');
    expect(role_in_words({ role: 'admin', personal_data: false })).toBe('admin');
  });
});
