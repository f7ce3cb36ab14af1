import { describe, expect, it } from 'vitest';
import { in_turn } from './turns';

const all_is_done = () => new Promise<void>((done) => in_turn(done));

describe('in_turn', () => {
  it('does work later, in order', async () => {
    const done: string[] = [];
    in_turn(() => done.push('one'));
    in_turn(() => done.push('two'));
    expect(done).toEqual([]);
    await all_is_done();
    expect(done).toEqual(['one', 'two']);
  });

  it('leaves out what nobody needs any more, and goes on with the rest', async () => {
    const done: string[] = [];
    const stop = in_turn(() => done.push('one'));
    stop();
    in_turn(() => done.push('two'));
    await all_is_done();
    expect(done).toEqual(['two']);
  });

  it('lets promises of one piece go on before the next', async () => {
    const done: string[] = [];
    in_turn(() => void Promise.resolve().then(() => done.push('soon after one')));
    in_turn(() => done.push('two'));
    await all_is_done();
    expect(done).toEqual(['soon after one', 'two']);
  });
});
