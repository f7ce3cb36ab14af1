import { describe, expect, it } from 'vitest';
import { is_within } from '../../day';
import {
  choice_in,
  choice_in_words,
  days_shown,
  presets,
  range_error,
  range_error_in,
  with_choice
} from './range';

const today = '2026-03-15';
const chosen = (search: string) => choice_in(new URLSearchParams(search), today);

describe('choice_in', () => {
  it('is the last 30 days, today within, where nothing is said', () => {
    expect(chosen('')).toEqual({
      preset: 'last_30_days',
      range: { from: '2026-02-14', to: today },
      compare: 'previous_period'
    });
  });

  it('takes a preset or days that are named', () => {
    expect(chosen('range=yesterday').range).toEqual({ from: '2026-03-14', to: '2026-03-14' });
    expect(chosen('from=2026-01-01&to=2026-01-31&compare=none')).toEqual({
      preset: null,
      range: { from: '2026-01-01', to: '2026-01-31' },
      compare: 'none'
    });
  });

  it('does without what is wrong', () => {
    expect(chosen('range=toString&compare=constructor')).toEqual(chosen(''));
    expect(chosen('from=2026-02-30&to=2026-03-01')).toEqual(chosen(''));
    expect(chosen('from=2026-03-02&to=2026-03-01')).toEqual(chosen(''));
  });
});

describe('range_error_in', () => {
  const error_in = (search: string) => range_error_in(new URLSearchParams(search));

  it('tells why the days of an address are not shown', () => {
    expect(error_in('from=2026-03-02&to=2026-03-01')).toMatch(/after/);
    expect(error_in('from=2026-03-02')).toMatch(/both/);
    expect(error_in('from=foo&to=2026-03-01')).toMatch(/both/);
  });

  it('is none where days are shown, or none are named', () => {
    expect(error_in('from=2026-03-01&to=2026-03-01')).toBeNull();
    expect(error_in('range=today')).toBeNull();
  });
});

describe('presets', () => {
  it('end today', () => {
    expect(presets.last_7_days.range(today)).toEqual({ from: '2026-03-09', to: today });
    expect(presets.month_to_date.range(today)).toEqual({ from: '2026-03-01', to: today });
    expect(presets.year_to_date.range(today)).toEqual({ from: '2026-01-01', to: today });
    expect(presets.last_12_months.range(today)).toEqual({ from: '2025-03-16', to: today });
  });
});

describe('with_choice', () => {
  it('goes there and back, and leaves the rest of the address', () => {
    for (const search of ['', 'range=today', 'from=2026-01-01&to=2026-01-02&compare=none']) {
      expect(with_choice(new URLSearchParams('range=x&to=y'), chosen(search)).toString()).toBe(
        search
      );
    }
    expect(with_choice(new URLSearchParams('q=a&range=today'), chosen('')).toString()).toBe('q=a');
  });
});

describe('choice_in_words', () => {
  it('names the days and what they are compared with', () => {
    const words = (search: string) => choice_in_words(chosen(search), 'en');
    expect(words('range=today')).toBe('Mar 15, 2026, compared with the previous period');
    expect(words('range=today&compare=none')).toBe('Mar 15, 2026');
  });
});

describe('days_shown', () => {
  it('reach back to those compared with, else they are those of the range', () => {
    const days = { from: '2026-03-01', to: '2026-03-07' };
    const asked = 'from=2026-03-01&to=2026-03-07';
    expect(days_shown(chosen(`${asked}&compare=none`))).toEqual(days);
    const period = days_shown(chosen(`${asked}&compare=previous_period`));
    expect(period).toEqual({ from: '2026-02-22', to: '2026-03-07' });
    for (const compare of ['previous_year', 'previous_year_weekday']) {
      const beside = days_shown(chosen(`${asked}&compare=${compare}`));
      expect(is_within('2025-02-24', beside)).toBe(true);
      expect(is_within('2024-12-31', beside)).toBe(false);
      expect(is_within('2026-03-08', beside)).toBe(false);
    }
  });
});

describe('range_error', () => {
  it('says why a range is none', () => {
    expect(range_error({ from: '2026-01-01', to: '2026-01-01' })).toBeNull();
    expect(range_error({ from: '2026-01-02', to: '2026-01-01' })).toMatch(/after/);
    expect(range_error({ from: '', to: '2026-01-01' })).toMatch(/both/);
    expect(range_error({ from: '2020-01-01', to: '2026-01-01' })).toMatch(/1,100/);
  });
});
