import { describe, expect, it } from 'vitest';
import { followed } from './follow';

const page = (rows: Record<string, string>, next_cursor: string | null = null) => ({
  items: Object.entries(rows).map(([id, state]) => ({ id, state })),
  next_cursor
});

describe('followed', () => {
  it('shows rows as they are now, each in its place, and counts the new ones', () => {
    const shown = page({ b: 'pending', a: 'paid' }, 'after a');
    const fresh = page({ d: 'paid', c: 'paid', b: 'paid' }, 'after b');
    expect(followed(shown, fresh, 'en')).toEqual({
      page: page({ b: 'paid', a: 'paid' }, 'after a'),
      more: '2 new'
    });
  });

  it('says that there may be more than a page of them', () => {
    const shown = page({ a: '' }, 'after a');
    expect(followed(shown, page({ c: '', b: '' }, 'after b'), 'en').more).toBe('2+ new');
    expect(followed(shown, page({ c: '', b: '' }), 'en').more).toBe('2 new');
  });

  it('has nothing new where only places have changed', () => {
    expect(followed(page({ a: '', b: '' }), page({ b: '', a: '' })).more).toBeNull();
  });

  it('fills a list that had none', () => {
    expect(followed(page({}), page({ a: '' }))).toEqual({ page: page({ a: '' }), more: null });
  });
});
