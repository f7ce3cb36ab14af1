import { describe, expect, it, vi } from 'vitest';
import { PanelGroup } from './panel_group.svelte';
import { no_answer } from './problem';

const failing = () => ({ problem: no_answer, ask_again: vi.fn(() => Promise.resolve()) });
const shown = () => ({ ...failing(), problem: null });

function group_of(...members: Parameters<PanelGroup['add']>[0][]): PanelGroup {
  const group = new PanelGroup();
  for (const member of members) group.add(member);
  return group;
}

describe('PanelGroup', () => {
  it('tells for many what keeps them, and leaves a few alone', () => {
    expect(group_of(failing(), failing(), failing(), shown()).problem).toBe(no_answer);
    expect(group_of(failing(), failing(), shown(), shown()).problem).toBeNull();
  });

  it('forgets who is gone', () => {
    const group = group_of(failing(), failing());
    const leave = group.add(failing());
    expect(group.is_down).toBe(true);
    leave();
    expect(group.is_down).toBe(false);
  });

  it('asks again for those that failed, and tells it until all have answered', async () => {
    const [one, other, well] = [failing(), failing(), shown()];
    let answer = () => {};
    const slow = { ...failing(), ask_again: () => new Promise<void>((done) => (answer = done)) };
    const group = group_of(one, other, slow, well);
    const asked = group.ask_again();
    expect([group.busy, group.problem]).toEqual([true, no_answer]);
    answer();
    await asked;
    expect(group.busy).toBe(false);
    expect(one.ask_again).toHaveBeenCalledOnce();
    expect(other.ask_again).toHaveBeenCalledOnce();
    expect(well.ask_again).not.toHaveBeenCalled();
  });
});
