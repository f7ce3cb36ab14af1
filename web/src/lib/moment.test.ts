import { describe, expect, it } from 'vitest';
import {
  clocks_in_words,
  format_ago,
  format_day,
  format_day_at,
  format_hour,
  format_instant,
  format_range,
  format_time,
  format_weekday
} from './moment';

const plain = (text: string) => text.replaceAll(/[\u2009\u202f\u00a0]/g, ' ');

describe('days', () => {
  it('are named, and ranges of them', () => {
    expect(format_day('2026-07-01', { locale: 'en-US' })).toBe('Jul 1, 2026');
    expect(format_day('2026-07-01', { locale: 'en-US', weekday: true })).toBe('Wed, Jul 1, 2026');
    expect(plain(format_range({ from: '2026-07-01', to: '2026-07-14' }, 'en-US'))).toBe(
      'Jul 1 – 14, 2026'
    );
    expect(format_range({ from: '2026-07-01', to: '2026-07-01' }, 'en-US')).toBe('Jul 1, 2026');
  });

  it('have weekdays and hours', () => {
    expect(format_weekday(2, 'long', 'en-US')).toBe('Wednesday');
    expect(plain(format_hour(15, 'en-US'))).toBe('3 PM');
    expect(format_hour(15, 'en-GB')).toBe('15');
  });
});

describe('an instant', () => {
  const instant = '2026-11-26T22:27:35.513Z';
  const words = (zone: string, style = {}) =>
    plain(format_instant(instant, zone, { locale: 'en-GB', ...style }));

  it('is told by the clocks that are asked for', () => {
    expect(words('Europe/London')).toBe('26 Nov 2026, 22:27');
    expect(words('Asia/Tokyo', { seconds: true })).toBe('27 Nov 2026, 07:27:35');
    expect(format_day_at(instant, 'Asia/Tokyo', 'en-GB')).toBe('27 Nov 2026');
  });

  it('tells its zone where the page does not', () => {
    expect(words('Asia/Tokyo', { zone_shown: true })).toBe('27 Nov 2026, 07:27:35 GMT+9');
    expect(format_time(instant, 'Asia/Tokyo', 'en-GB')).toBe('07:27:35 GMT+9');
    expect(clocks_in_words('America/New_York')).toMatch(/ America\/New York\.$/);
  });

  it('is told by how long ago it was', () => {
    const ago = (instant: string) => format_ago(instant, new Date('2026-07-01T12:00:00Z'), 'en');
    expect(ago('2026-07-01T12:00:00Z')).toBe('now');
    expect(ago('2026-07-01T11:58:30Z')).toBe('1 minute ago');
    expect(ago('2026-06-30T11:00:00Z')).toBe('yesterday');
  });
});
