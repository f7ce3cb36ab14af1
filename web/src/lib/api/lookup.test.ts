import { describe, expect, it, vi } from 'vitest';
import { Lookup } from './lookup.svelte';
import type { Outcome } from './outcome';
import { problem_of } from './problem';

const refusal = (status: number): Outcome<string> => ({ problem: problem_of(status, {}, null) });

/** Outside of a component nothing is asked before it is told to. */
function lookup_with(...outcomes: Outcome<string>[]) {
  const ask = vi.fn(() => Promise.resolve(outcomes.shift() ?? refusal(500)));
  return { lookup: new Lookup<string>(() => ({ of: 'thing', ask })), ask };
}

describe('looking again', () => {
  it('takes what is there now, and is busy with nothing', async () => {
    const { lookup } = lookup_with({ data: 'a' }, { data: 'b' });
    await lookup.look();
    const again = lookup.look_again();
    expect(lookup).toMatchObject({ data: 'a', busy: false });
    expect(await again).toBe(true);
    expect(lookup.data).toBe('b');
  });

  it('keeps what is there where no answer can be had, to be asked once more', async () => {
    const { lookup } = lookup_with({ data: 'a' }, refusal(503), refusal(403));
    await lookup.look();
    expect(await lookup.look_again()).toBe(false);
    expect(await lookup.look_again()).toBe(true);
    expect(lookup).toMatchObject({ data: 'a', problem: null });
  });

  it('tells of what is gone', async () => {
    const { lookup } = lookup_with({ data: 'a' }, refusal(404));
    await lookup.look();
    expect(await lookup.look_again()).toBe(true);
    expect(lookup.data).toBeNull();
    expect(lookup.problem?.status).toBe(404);
  });

  it('mends what had failed', async () => {
    const { lookup } = lookup_with(refusal(503), refusal(503), { data: 'a' });
    await lookup.look();
    expect(await lookup.look_again()).toBe(false);
    expect(lookup.problem?.status).toBe(503);
    expect(await lookup.look_again()).toBe(true);
    expect(lookup).toMatchObject({ data: 'a', problem: null });
  });

  it('gives way to whoever asks meanwhile', async () => {
    const { lookup, ask } = lookup_with({ data: 'a' }, { data: 'old' }, { data: 'new' });
    await lookup.look();
    await Promise.all([lookup.look_again(), lookup.look()]);
    expect(lookup.data).toBe('new');
    const looking = lookup.look();
    expect(await lookup.look_again()).toBe(false);
    await looking;
    expect(ask).toHaveBeenCalledTimes(4);
  });
});
