import { describe, expect, it } from 'vitest';
import { is_nothing, negated, times } from './amounts';

describe('times', () => {
  it('is exact, whatever the decimals', () => {
    expect(times('19.99', 3)).toBe('59.97');
    expect(times('1842', 2)).toBe('3684');
    expect(times('4.999', 1000)).toBe('4999.000');
    expect(times('90071992547409.93', 101)).toBe('9097271247288402.93');
    expect(times('4.50', 0)).toBe('0.00');
  });
});

describe('negated', () => {
  it('turns the sign around, but nothing has none', () => {
    expect(negated('1.50')).toBe('-1.50');
    expect(negated('-1.50')).toBe('1.50');
    expect(negated('0.00')).toBe('0.00');
  });
});

describe('is_nothing', () => {
  it('is so of zero alone, however it is written', () => {
    expect(['0', '0.00', '-0.00'].every(is_nothing)).toBe(true);
    expect(['0.01', '-10', '100'].some(is_nothing)).toBe(false);
  });
});
