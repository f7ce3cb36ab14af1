import { describe, expect, it } from 'vitest';
import { all_items, type PageQuestion } from './all_items';
import { no_answer } from './problem';

describe('a list that is shown whole', () => {
  it('is asked for until there is no more', async () => {
    const asked: PageQuestion[] = [];
    const outcome = await all_items((question) => {
      asked.push(question);
      const at = Number(question.cursor ?? 0);
      return Promise.resolve({
        data: { items: [at], next_cursor: at < 2 ? String(at + 1) : null }
      });
    });
    expect(outcome).toEqual({ data: { items: [0, 1, 2] } });
    expect(asked).toEqual([
      { limit: 250 },
      { limit: 250, cursor: '1' },
      { limit: 250, cursor: '2' }
    ]);
  });

  it('is a problem where one of its pages is', async () => {
    const outcome = await all_items(({ cursor }) =>
      Promise.resolve(
        cursor ? { problem: no_answer } : { data: { items: [1], next_cursor: 'more' } }
      )
    );
    expect(outcome).toEqual({ problem: no_answer });
  });
});
