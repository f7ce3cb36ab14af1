import { describe, expect, it } from 'vitest';
import { waterfall_of, type SalesTotals } from './waterfall';

const nothing: SalesTotals = {
  gross_sales: '0.00',
  discounts: '0.00',
  returns: '0.00',
  net_sales: '0.00',
  shipping: '0.00',
  duties: '0.00',
  fees: '0.00',
  taxes: '0.00',
  total_sales: '0.00'
};

describe('waterfall_of', () => {
  it('lets each step go on where the one before ended', () => {
    const { steps, zero } = waterfall_of({
      ...nothing,
      gross_sales: '100.00',
      discounts: '-20.00',
      returns: '-30.00',
      net_sales: '50.00',
      shipping: '5.00',
      taxes: '10.00',
      total_sales: '65.00'
    });
    expect(zero).toBe(0);
    expect(steps.map(({ kind }) => kind).join()).toBe(
      'sum,less,less,sum,more,nothing,nothing,more,sum'
    );
    expect(steps.map(({ comes_to }) => comes_to).slice(0, 5)).toEqual([
      '100.00',
      '80.00',
      '50.00',
      '50.00',
      '55.00'
    ]);
    expect(steps[1]).toMatchObject({ low: 0.8, high: 1, end: 0.8 });
    expect(steps[2]).toMatchObject({ low: 0.5, high: 0.8, end: 0.5 });
  });

  it('goes below nothing where more is given back than sold', () => {
    const { steps, zero } = waterfall_of({
      ...nothing,
      gross_sales: '10.00',
      returns: '-40.00',
      net_sales: '-30.00',
      total_sales: '-30.00'
    });
    expect(zero).toBe(0.75);
    expect(steps[2]).toMatchObject({ low: 0, high: 1, end: 0, comes_to: '-30.00' });
    expect(steps.at(-1)).toMatchObject({ low: 0, high: 0.75, kind: 'sum' });
  });

  it('lies on the ground where nothing was sold', () => {
    const { steps, zero } = waterfall_of(nothing);
    expect(zero).toBe(0);
    expect(steps.every(({ low, high }) => low === 0 && high === 0)).toBe(true);
  });

  it('adds up to the last cent what no floating point can', () => {
    const { steps } = waterfall_of({
      ...nothing,
      gross_sales: '9007199254740993.10',
      discounts: '-0.01'
    });
    expect(steps[1]?.comes_to).toBe('9007199254740993.09');
  });
});
