import { describe, expect, it } from 'vitest';
import {
  add_days,
  add_months,
  days_in,
  hour_in,
  is_day,
  today_in
} from './day';

describe('today_in', () => {
  it('is the day that the clocks of the store show', () => {
    const now = new Date('2026-06-30T23:30:00Z');
    expect(today_in('Europe/London', now)).toBe('2026-07-01');
    expect(today_in('America/New_York', now)).toBe('2026-06-30');
    expect(today_in('Asia/Tokyo', now)).toBe('2026-07-01');
    expect(hour_in('Europe/London', now)).toBe(0);
    expect(hour_in('Asia/Tokyo', now)).toBe(8);
  });
});

describe('is_day', () => {
  it('takes days that there are', () => {
    expect(is_day('2024-02-29')).toBe(true);
    expect(is_day('2026-02-29')).toBe(false);
    expect(is_day('2026-13-01')).toBe(false);
    expect(is_day('2026-2-1')).toBe(false);
    expect(is_day(null)).toBe(false);
  });
});

describe('counting', () => {
  it('goes over the ends of months and years', () => {
    expect(add_days('2026-12-31', 1)).toBe('2027-01-01');
    expect(add_days('2026-03-01', -1)).toBe('2026-02-28');
    expect(days_in({ from: '2026-03-01', to: '2026-03-31' })).toBe(31);
    expect(days_in({ from: '2026-03-01', to: '2026-03-01' })).toBe(1);
  });

  it('ends a month on its last day', () => {
    expect(add_months('2026-01-31', 1)).toBe('2026-02-28');
    expect(add_months('2026-01-15', -12)).toBe('2025-01-15');
    expect(add_months('2024-02-29', -12)).toBe('2023-02-28');
  });
});
