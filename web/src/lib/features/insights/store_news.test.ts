import { describe, expect, it } from 'vitest';
import { first_steps, is_untouched, news_in_words, news_range } from './store_news';

const now = new Date('2026-07-05T23:30:00Z');

describe('news_range', () => {
  it('begins with the day of the visit before, by the clocks of the store', () => {
    const before = '2026-07-03T22:30:00Z';
    expect(news_range(before, 'UTC', now)).toEqual({ from: '2026-07-03', to: '2026-07-05' });
    expect(news_range(before, 'Asia/Tokyo', now)).toEqual({
      from: '2026-07-04',
      to: '2026-07-06'
    });
  });

  it('is today for who was never here, or is said to come from the future', () => {
    const today = { from: '2026-07-05', to: '2026-07-05' };
    expect(news_range(null, 'UTC', now)).toEqual(today);
    expect(news_range('2027-01-01T00:00:00Z', 'UTC', now)).toEqual(today);
  });

  it('has no more days than can be asked for', () => {
    expect(news_range('2020-01-01T00:00:00Z', 'UTC', now).from).toBe('2023-07-02');
  });
});

describe('news_in_words', () => {
  it('names the day, and the year where it is another', () => {
    const words = (from: string) => news_in_words({ from, to: '2026-07-05' }, 'en');
    expect(words('2026-07-05')).toBe('Today');
    expect(words('2026-07-04')).toBe('Since yesterday');
    expect(words('2026-07-01')).toBe('Since Jul 1');
    expect(words('2025-12-31')).toBe('Since Dec 31, 2025');
  });
});

describe('is_untouched', () => {
  const all_time = { customers: 0, orders: 0, total_sales: '0.00' };
  it('is a store to which nothing ever came', () => {
    expect(is_untouched({ through: null, pending: 0, all_time })).toBe(true);
    expect(is_untouched({ through: null, pending: 1, all_time })).toBe(false);
    expect(is_untouched({ through: '2026-07-05T00:00:00Z', pending: 0, all_time })).toBe(false);
    expect(is_untouched({ through: null, pending: 0, all_time: { ...all_time, orders: 1 } })).toBe(
      false
    );
  });
});

describe('first_steps', () => {
  const all_time = { customers: 0, orders: 0, total_sales: '0.00' };
  it('takes an imported store for one that is not connected', () => {
    const imported = { through: null, pending: 0, all_time: { ...all_time, orders: 3 } };
    expect(first_steps(imported)).toEqual({ connected: false, orders: true });
  });

  it('takes a store for connected with its first delivery, whatever it brings', () => {
    const waiting = { through: null, pending: 1, all_time };
    const read = { through: '2026-07-05T00:00:00Z', pending: 0, all_time };
    expect(first_steps(waiting)).toEqual({ connected: true, orders: false });
    expect(first_steps(read)).toEqual({ connected: true, orders: false });
  });
});
