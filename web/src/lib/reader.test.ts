import { afterEach, describe, expect, it } from 'vitest';
import { format_day, format_instant } from './moment';
import { format_count } from './money';
import { read_by, reader_locale, reader_zone } from './reader';

const browser = { locale: undefined, time_zone: null };

afterEach(() => read_by(() => browser));

describe('the reader', () => {
  it('has dates and numbers written in their way', () => {
    read_by(() => ({ locale: 'de', time_zone: 'Asia/Tokyo' }));
    expect(format_day('2026-07-01')).toBe('01.07.2026');
    expect(format_count(1_234)).toBe('1.234');
  });

  it('has clocks, which count where an instant is of no store', () => {
    read_by(() => ({ locale: 'en-GB', time_zone: 'Asia/Tokyo' }));
    const instant = '2026-11-26T22:27:35Z';
    expect(format_instant(instant, null, { seconds: true })).toBe('27 Nov 2026, 07:27:35');
    expect(format_instant(instant, 'Europe/London', { seconds: true })).toBe(
      '26 Nov 2026, 22:27:35'
    );
  });

  it('is the browser where nothing is known, or nothing that it understands', () => {
    expect(reader_locale()).toBeUndefined();
    expect(reader_zone()).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
    read_by(() => ({ locale: 'not a locale', time_zone: null }));
    expect(reader_locale()).toBeUndefined();
    read_by(() => ({ locale: '', time_zone: null }));
    expect(reader_locale()).toBeUndefined();
  });
});
