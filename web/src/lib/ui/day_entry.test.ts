import { describe, expect, it } from 'vitest';
import { day_in } from './day_entry';

const field = (value: string, badInput = false) => ({ value, validity: { badInput } });

describe('day_in', () => {
  it('is a whole day, or empty where the field was emptied', () => {
    expect(day_in(field('2026-07-01'))).toBe('2026-07-01');
    expect(day_in(field('1970-01-01'))).toBe('1970-01-01');
    expect(day_in(field(''))).toBe('');
  });

  it('is nothing yet while a year is typed, or goes on after its fourth digit', () => {
    for (const year of ['0002', '0020', '0202', '1969', '20260']) {
      expect(day_in(field(`${year}-07-01`))).toBeNull();
    }
  });

  it('is nothing yet where a part was erased', () => {
    expect(day_in(field('', true))).toBeNull();
  });
});
