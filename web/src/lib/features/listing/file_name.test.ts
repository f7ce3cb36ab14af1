import { describe, expect, it } from 'vitest';
import { file_name_in } from './file_name';

describe('file_name_in', () => {
  it('takes the name that the server gives', () => {
    expect(file_name_in('attachment; filename="pots-orders-2026-07-01.csv"')).toBe(
      'pots-orders-2026-07-01.csv'
    );
  });

  it('takes no folder of it, and has a name where there is none', () => {
    expect(file_name_in('attachment; filename="../a/b.csv"')).toBe('b.csv');
    for (const header of [null, 'attachment', 'attachment; filename=""']) {
      expect(file_name_in(header)).toBe('list.csv');
    }
  });
});
