import { describe, expect, it } from 'vitest';
import { bytes_in_words, day_of_moment, moment_in_words } from './moment';

describe('moment_in_words', () => {
  it('is told in the zone that is asked for', () => {
    const words = (zone: string) => moment_in_words('2026-11-26T22:27:35.513Z', zone, 'en-GB');
    expect(words('Europe/London')).toBe('26 Nov 2026, 22:27:35');
    expect(words('Asia/Tokyo')).toBe('27 Nov 2026, 07:27:35');
  });
});

describe('day_of_moment', () => {
  it('is the day in the zone that is asked for', () => {
    expect(day_of_moment('2026-11-26T22:27:35Z', 'Europe/London', 'en-GB')).toBe('26 Nov 2026');
    expect(day_of_moment('2026-11-26T22:27:35Z', 'Asia/Tokyo', 'en-GB')).toBe('27 Nov 2026');
  });
});

describe('bytes_in_words', () => {
  it('goes by steps of a thousand', () => {
    expect(bytes_in_words(999, 'en')).toBe('999 bytes');
    expect(bytes_in_words(1_946, 'en')).toBe('1.9 kB');
    expect(bytes_in_words(10_485_760, 'en')).toBe('10.5 MB');
  });
});
