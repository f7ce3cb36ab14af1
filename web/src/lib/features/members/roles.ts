// What a role may do with the members of a store; the server decides, this only offers. No I/O.
import type { Schemas } from '$lib/api/open_client';

export type Role = Schemas['Role'];
export type Member = Schemas['Member'];

export interface Rights {
  role: Role;
  personal_data: boolean;
}

/** With another role: only a viewer can be barred from data of people. */
export function rights_as(role: Role, so_far: Rights): Rights {
  return { role, personal_data: role !== 'viewer' || so_far.personal_data };
}

/** The roles that somebody may give, the least first. */
export function roles_to_give(mine: Role): Role[] {
  if (mine === 'viewer') return [];
  return mine === 'owner' ? ['viewer', 'admin', 'owner'] : ['viewer', 'admin'];
}

/** Whether somebody may change or remove a member, themselves apart. */
export function may_change(mine: Role, me: string, member: Pick<Member, 'id' | 'role'>): boolean {
  return member.id !== me && roles_to_give(mine).includes(member.role);
}

export function role_in_words(member: Pick<Member, 'role' | 'personal_data'>): string {
  return member.role === 'viewer' && !member.personal_data
    ? 'viewer, without data of people'
    : member.role;
}

/** What a role is for, as the choice says it. */
export const role_names: Record<Role, string> = {
  viewer: 'Viewer: sees everything, changes nothing',
  admin: 'Admin: settings, members, replays',
  owner: 'Owner: all of it, other owners too'
};
