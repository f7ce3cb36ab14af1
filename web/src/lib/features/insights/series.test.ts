import { describe, expect, it } from 'vitest';
import {
  days_between,
  interval_for,
  intervals_of,
  long_label,
  plot_of,
  spark_of,
  type Series
} from './series';

const range = (from: string, to: string) => ({ from, to });

describe('interval_for', () => {
  it('gives some dozens of points', () => {
    expect(interval_for(range('2026-01-01', '2026-01-01'), 'orders')).toBe('hour');
    expect(interval_for(range('2026-01-01', '2026-01-30'), 'orders')).toBe('day');
    expect(interval_for(range('2026-01-01', '2026-12-31'), 'orders')).toBe('week');
    expect(interval_for(range('2024-01-01', '2026-12-31'), 'orders')).toBe('month');
  });

  it('knows no customers by the hour', () => {
    expect(interval_for(range('2026-01-01', '2026-01-01'), 'customers')).toBe('day');
    expect(intervals_of(range('2026-01-01', '2026-01-02'), 'customers')).toEqual(['day']);
    const both = ['new_customers', 'returning_customers'] as const;
    expect(interval_for(range('2026-01-01', '2026-01-01'), both)).toBe('day');
  });

  it('takes what is asked for where it makes sense', () => {
    expect(interval_for(range('2026-01-01', '2026-03-31'), 'orders', 'month')).toBe('month');
    expect(interval_for(range('2026-01-01', '2026-01-05'), 'orders', 'month')).toBe('day');
  });
});

const series: Series = {
  store: { id: '', domain: '', name: '', currency: 'GBP', timezone: 'UTC' },
  measure: 'total_sales',
  interval: 'day',
  by: null,
  value: null,
  range: range('2026-07-01', '2026-07-03'),
  total: '3.50',
  points: [
    { from: '2026-07-01', to: '2026-07-01', value: '1.50', complete: true },
    { from: '2026-07-02', to: '2026-07-02', value: '2.00', complete: false },
    { from: '2026-07-03', to: '2026-07-03', value: '0.00', complete: false }
  ],
  previous: {
    range: range('2026-06-29', '2026-06-30'),
    total: '1.00',
    points: [{ from: '2026-06-29', to: '2026-06-29', value: '1.00', complete: true }]
  }
};

describe('plot_of', () => {
  it('leaves out what is ahead and marks what is not over', () => {
    const plot = plot_of(series, '2026-07-02', 12, 'en-US');
    expect(plot.labels).toEqual(['Jul 1', 'Jul 2', 'Jul 3']);
    expect(plot.now).toEqual([1.5, 2, null]);
    expect(plot.unfinished).toEqual([false, true, true]);
  });

  it('lays the comparison under it, by the date where 29 February shifts the places', () => {
    const days = (...dates: string[]) =>
      dates.map((date) => ({ from: date, to: date, value: Number(date.slice(8)), complete: true }));
    const leap = {
      ...series,
      measure: 'orders' as const,
      points: days('2024-02-28', '2024-02-29', '2024-03-01'),
      previous: { ...series.previous!, points: days('2023-02-28', '2023-03-01') }
    };
    expect(plot_of(leap, '2026-07-02', 12).before).toEqual([28, null, 1]);
    const after = {
      ...leap,
      points: days('2025-02-28', '2025-03-01'),
      previous: { ...series.previous!, points: days('2024-02-28', '2024-02-29', '2024-03-01') }
    };
    expect(plot_of(after, '2026-07-02', 12).before).toEqual([28, 1]);
    expect(plot_of({ ...series, previous: null }, '2026-07-02', 12).before).toBeNull();
  });

  it('leaves out the hours of today that are ahead', () => {
    const points = [8, 9, 10].map((hour) => ({
      from: '2026-07-02',
      to: '2026-07-02',
      hour,
      value: 1,
      complete: hour < 9
    }));
    const plot = plot_of({ ...series, interval: 'hour', points }, '2026-07-02', 9, 'en-US');
    expect(plot.now).toEqual([1, 1, null]);
  });
});

describe('long_label', () => {
  it('says the days in full', () => {
    const point = series.points[0]!;
    expect(long_label(point, 'day', 'en-US')).toBe('Wed, Jul 1, 2026');
    expect(long_label({ ...point, hour: 15 }, 'hour', 'en-US')).toMatch(/Jul 1, 2026, 3\sPM/);
  });
});

describe('spark_of', () => {
  const spark = (now: (number | null)[], width: number, unfinished: boolean[] = []) =>
    spark_of({ now, unfinished }, width, 12);

  it('goes from the bottom left to the top right', () => {
    expect(spark([0, 1, 2], 10)).toBe('0,11 5,6 10,1');
  });

  it('goes on over days of which nothing is known', () => {
    expect(spark([1, null, null, 2], 12)).toBe('0,6 12,1');
  });

  it('stops where nothing is known yet', () => {
    expect(spark([0, 2, null], 10)).toBe('0,11 5,1');
    expect(spark([1, null], 10)).toBeNull();
  });

  it('stops before a day that is not over', () => {
    expect(spark([0, 2, 1], 10, [false, false, true])).toBe('0,11 5,1');
    expect(spark([0, 2, 1], 10, [false, false, false])).toBe('0,11 5,1 10,6');
    expect(spark([1, 2], 10, [false, true])).toBeNull();
  });
});

describe('days_between', () => {
  it('goes from where the first point begins to where the last ends', () => {
    const week = { ...series.points[0]!, to: '2026-07-05' };
    const points = [week, { ...week, from: '2026-07-06', to: '2026-07-12' }];
    expect(days_between(points, { first: 0, last: 1 })).toEqual(range('2026-07-01', '2026-07-12'));
    expect(days_between(points, { first: 1, last: 1 })).toEqual(range('2026-07-06', '2026-07-12'));
    expect(days_between(points, { first: 1, last: 2 })).toBeNull();
  });
});
