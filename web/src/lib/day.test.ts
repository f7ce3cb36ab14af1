import { describe, expect, it } from 'vitest';
import {
  add_days,
  add_months,
  days_in,
  format_ago,
  format_day,
  format_instant,
  format_range,
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

describe('words', () => {
  const plain = (text: string) => text.replaceAll(/[\u2009\u202f\u00a0]/g, ' ');

  it('name a day and a range', () => {
    expect(format_day('2026-07-01', { locale: 'en-US' })).toBe('Jul 1, 2026');
    expect(format_day('2026-07-01', { locale: 'en-US', weekday: true })).toBe('Wed, Jul 1, 2026');
    expect(plain(format_range({ from: '2026-07-01', to: '2026-07-14' }, 'en-US'))).toBe(
      'Jul 1 – 14, 2026'
    );
    expect(format_range({ from: '2026-07-01', to: '2026-07-01' }, 'en-US')).toBe('Jul 1, 2026');
  });

  it('tell an instant by the clocks of the store', () => {
    expect(plain(format_instant('2026-07-01T12:00:00Z', 'Europe/London', 'en-US'))).toBe(
      'Jul 1, 2026, 1:00 PM'
    );
  });

  it('tell how long ago', () => {
    const ago = (instant: string) => format_ago(instant, new Date('2026-07-01T12:00:00Z'), 'en');
    expect(ago('2026-07-01T12:00:00Z')).toBe('now');
    expect(ago('2026-07-01T11:58:30Z')).toBe('1 minute ago');
    expect(ago('2026-06-30T11:00:00Z')).toBe('yesterday');
  });
});
