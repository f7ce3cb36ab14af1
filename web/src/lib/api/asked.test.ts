import { describe, expect, it } from 'vitest';
import { Asked } from './asked.svelte';
import type { Outcome } from './outcome';
import { no_answer } from './problem';

const answered = (data: string) => () => Promise.resolve<Outcome<string>>({ data });
const refused = () => Promise.resolve<Outcome<string>>({ problem: no_answer });

describe('what was asked', () => {
  it('waits with the data of another question, not while the same is asked again', async () => {
    const asked = new Asked<string>();
    await asked.look(answered('a'), 'one');
    const again = asked.look(answered('b'), 'one');
    expect(asked).toMatchObject({ data: 'a', busy: true, waiting: false });
    await again;
    const other = asked.look(answered('c'), 'two');
    expect(asked).toMatchObject({ data: 'b', busy: true, waiting: true });
    await other;
    expect(asked).toMatchObject({ data: 'c', busy: false, waiting: false });
  });

  it('shows no data of another question beside a problem', async () => {
    const asked = new Asked<string>();
    await asked.look(answered('a'), 'one');
    await asked.look(refused, 'one');
    expect(asked).toMatchObject({ data: 'a', problem: no_answer });
    await asked.look(refused, 'two');
    expect(asked).toMatchObject({ data: null, problem: no_answer });
  });

  it('counts only the newest question', async () => {
    const asked = new Asked<string>();
    await asked.look(answered('a'), 'one');
    const overtaken = asked.look(refused, 'two');
    const newest = asked.look(answered('b'), 'one');
    await Promise.all([overtaken, newest]);
    expect(asked).toMatchObject({ data: 'b', problem: null, waiting: false });
  });
});
