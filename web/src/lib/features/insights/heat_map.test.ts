import { describe, expect, it } from 'vitest';
import { busiest_of, heat_of, hourly_range, orders_at } from './heat_map';

const point = (from: string, hour: number, value: number | null) => ({
  from,
  to: from,
  hour,
  value,
  complete: true
});

describe('hourly_range', () => {
  it('is the end of a range that is too long', () => {
    expect(hourly_range({ from: '2026-01-01', to: '2026-03-31' })).toEqual({
      from: '2026-03-01',
      to: '2026-03-31'
    });
    const month = { from: '2026-07-01', to: '2026-07-31' };
    expect(hourly_range(month)).toBe(month);
  });
});

describe('heat_of', () => {
  // 26 November 2026 is a Thursday, 28 February 2000 a Monday, 31 December 1999 a Friday.
  const rows = heat_of(
    [
      point('2026-11-26', 18, 3),
      point('2026-11-19', 18, 5),
      point('2000-02-28', 0, 2),
      point('1999-12-31', 23, 1),
      point('2026-11-27', 5, null)
    ],
    'en'
  );

  it('adds up the same hour of the same weekday', () => {
    expect(rows.map(({ short }) => short)).toEqual([
      'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'
    ]);
    expect(rows[3]?.cells[18]?.orders).toBe(8);
    expect(rows[0]?.cells[0]?.orders).toBe(2);
    expect(rows[4]?.cells[23]?.orders).toBe(1);
    expect(rows.flatMap(({ cells }) => cells).reduce((all, { orders }) => all + orders, 0)).toBe(11);
  });

  it('is coloured by the greatest, and anything sold has a colour', () => {
    expect(rows[3]?.cells[18]?.level).toBe(4);
    expect(rows[0]?.cells[0]?.level).toBe(1);
    expect(rows[4]?.cells[23]?.level).toBe(1);
    expect(rows[5]?.cells[12]?.level).toBe(0);
  });

  it('names the busiest hour', () => {
    const best = busiest_of(rows);
    expect([best?.row.long, best?.hour]).toEqual(['Thursday', 18]);
    expect(busiest_of(heat_of([], 'en'))).toBe(null);
  });
});

describe('orders_at', () => {
  it('leads to the orders that a cell counts', () => {
    const week = { from: '2026-06-29', to: '2026-07-05' };
    expect(orders_at('abc', week, 2, 13)).toBe(
      '/stores/abc/orders?from=2026-06-29&to=2026-07-05&counted=true&weekday=wednesday&hour=13'
    );
  });
});
