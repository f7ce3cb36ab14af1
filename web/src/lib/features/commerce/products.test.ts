import { describe, expect, it } from 'vitest';
import { days_in } from '$lib/day';
import { periods_until } from './products';

describe('periods_until', () => {
  it('have as many days as they say, today the last', () => {
    const periods = periods_until('2026-03-01');
    expect(periods.map(({ range }) => days_in(range))).toEqual([7, 30, 30, 365]);
    expect(periods[0]?.range).toEqual({ from: '2026-02-23', to: '2026-03-01' });
  });

  it('compare the last 30 days with those right before', () => {
    const [, last, before] = periods_until('2026-03-01');
    expect(last?.range.from).toBe('2026-01-31');
    expect(before?.range.to).toBe('2026-01-30');
  });
});
