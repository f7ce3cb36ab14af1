import { describe, expect, it } from 'vitest';
import {
  funnel_of,
  rate_in_words,
  window_in_words,
  type CheckoutFigures
} from './checkout_figures';

function figures(totals: Omit<CheckoutFigures['totals'], 'abandonment_rate'>): CheckoutFigures {
  return {
    store: {
      id: 'abc',
      domain: 'a.myshopify.com',
      name: 'A',
      currency: 'GBP',
      timezone: 'Europe/London'
    },
    range: { from: '2026-07-01', to: '2026-07-31' },
    abandoned_after_minutes: 60,
    totals: { ...totals, abandonment_rate: null },
    previous: null,
    checkouts_by_date: []
  };
}

describe('funnel_of', () => {
  it('tells each step with its part of those started', () => {
    const bars = funnel_of(
      figures({ started: 2000, completed: 1500, abandoned: 400, recovered: 50 }),
      'en'
    );
    expect(bars.map(({ name, amount, detail, share }) => [name, amount, detail, share])).toEqual([
      ['Started', '2,000', '', 1],
      ['Completed', '1,500', '75.0%', 0.75],
      ['Abandoned', '400', '20.0%', 0.2],
      ['Recovered later', '50', '2.5%', 0.025]
    ]);
  });

  it('leads to the checkouts that each step counts', () => {
    const bars = funnel_of(figures({ started: 1, completed: 1, abandoned: 0, recovered: 0 }));
    expect(bars.map(({ href }) => href)).toEqual([
      '/stores/abc/checkouts?from=2026-07-01&to=2026-07-31&figure=started',
      '/stores/abc/checkouts?from=2026-07-01&to=2026-07-31&figure=completed',
      '/stores/abc/checkouts?from=2026-07-01&to=2026-07-31&figure=abandoned',
      '/stores/abc/checkouts?from=2026-07-01&to=2026-07-31&figure=recovered'
    ]);
  });

  it('has no parts of nothing', () => {
    const bars = funnel_of(figures({ started: 0, completed: 0, abandoned: 0, recovered: 0 }));
    expect(bars.map(({ detail, share }) => [detail, share])).toEqual([
      ['', 0],
      ['', 0],
      ['', 0],
      ['', 0]
    ]);
  });
});

describe('rate_in_words', () => {
  it('is a percentage with one decimal', () => {
    expect(rate_in_words('0.3333', 'en')).toBe('33.3%');
    expect(rate_in_words('0.0005', 'en')).toBe('0.1%');
    expect(rate_in_words('1.0000', 'en')).toBe('100.0%');
    expect(rate_in_words(null)).toBe('–');
  });
});

describe('window_in_words', () => {
  it('is in hours where they are whole', () => {
    expect(window_in_words(60, 'en')).toBe('1 hour');
    expect(window_in_words(120, 'en')).toBe('2 hours');
    expect(window_in_words(90, 'en')).toBe('90 minutes');
  });
});
