import { describe, expect, it } from 'vitest';
import * as address from './address';

const shape = {
  filters: ['from', 'financial_status'],
  sorts: ['processed_at', 'total_price'],
  default_sort: '-processed_at'
};
const params = (search: string) => new URLSearchParams(search);

describe('question_of', () => {
  it('takes search, filters, sort and the last cursor', () => {
    const search = '?q=ann&financial_status=paid&sort=total_price&cursor=a&cursor=b';
    expect(address.question_of(params(search), shape)).toEqual({
      q: 'ann',
      financial_status: 'paid',
      sort: 'total_price',
      cursor: 'b'
    });
  });

  it('leaves out what the list does not understand, what is empty, and the usual order', () => {
    const search = '?q=+&nonsense=1&sort=-nonsense&columns=name&from=';
    expect(address.question_of(params(search), shape)).toEqual({});
    expect(address.question_of(params('?sort=-processed_at'), shape)).toEqual({});
  });
});

describe('file_question_of', () => {
  it('asks for all pages, of the id and of what the columns show, each once', () => {
    const columns = [{ id: 'who', in_file: ['name', 'email'] }, { id: 'email' }, { id: 'total' }];
    expect(address.file_question_of({ q: 'ann', cursor: 'a' }, columns)).toEqual({
      q: 'ann',
      columns: 'id,name,email,total'
    });
  });

  it('names no columns where the file has them all', () => {
    expect(address.file_question_of({ q: 'ann', cursor: 'a' }, null)).toEqual({ q: 'ann' });
  });
});

describe('asking', () => {
  it('begins at the first page of the new question and keeps the rest', () => {
    const search = '?q=ann&columns=name&cursor=a';
    expect(address.asking(params(search), { from: '2026-07-01' })).toBe(
      '?q=ann&columns=name&from=2026-07-01'
    );
    expect(address.asking(params(search), { q: null, columns: '' })).toBe('?');
  });
});

describe('pages', () => {
  it('go forward along the cursors and back the same way', () => {
    const second = address.next_page(params('?q=ann'), 'a');
    const third = address.next_page(params(second), 'b');
    expect(third).toBe('?q=ann&cursor=a&cursor=b');
    expect(address.previous_page(params(third))).toBe(second);
    expect(address.previous_page(params(second))).toBe('?q=ann');
    expect(address.first_page(params(third))).toBe('?q=ann');
  });

  it('have nothing before the first', () => {
    expect(address.previous_page(params('?q=ann'))).toBeNull();
    expect(address.first_page(params('?q=ann'))).toBeNull();
  });

  it('keep a way back of 40 pages, from whose end only the first page can be reached', () => {
    let here = '?';
    for (let page = 1; page <= 50; ++page) here = address.next_page(params(here), `c${page}`);
    let steps = 0;
    for (;;) {
      const before = address.previous_page(params(here));
      if (before === null) break;
      here = before;
      ++steps;
    }
    expect(steps).toBe(39);
    expect(address.question_of(params(here), shape)).toEqual({ cursor: 'c11' });
    expect(address.first_page(params(here))).toBe('?');
  });
});

describe('columns', () => {
  const columns = [{ id: 'name' }, { id: 'day' }, { id: 'channel', extra: true }];
  const shown = (search: string) =>
    address.columns_shown(params(search), columns).map(({ id }) => id);

  it('are the usual ones where the address says nothing', () => {
    expect(shown('')).toEqual(['name', 'day']);
  });

  it('are shown and hidden by the address, which forgets the usual ones', () => {
    const with_channel = address.toggling_column(params('?cursor=a'), columns, 'channel');
    expect(with_channel).toBe('?cursor=a&columns=name%2Cday%2Cchannel');
    expect(shown(with_channel)).toEqual(['name', 'day', 'channel']);
    expect(address.toggling_column(params(with_channel), columns, 'channel')).toBe('?cursor=a');
  });

  it('always have the first', () => {
    expect(shown('?columns=day')).toEqual(['name', 'day']);
    expect(shown('?columns=')).toEqual(['name']);
  });
});
