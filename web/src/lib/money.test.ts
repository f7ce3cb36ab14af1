import { describe, expect, it } from 'vitest';
import {
  change_permille,
  decimal_text,
  format_count,
  format_money,
  format_permille,
  minor_units,
  permille_of,
  sum_of
} from './money';

describe('format_money', () => {
  it('shows as many decimals as the currency has', () => {
    expect(format_money('1234.50', 'GBP', { locale: 'en-GB' })).toBe('£1,234.50');
    expect(format_money('1842', 'JPY', { locale: 'en' })).toBe('¥1,842');
    expect(format_money('4.999', 'KWD', { locale: 'en' })).toBe('KWD\u00a04.999');
  });

  it('is exact where a floating-point number would not be', () => {
    const locale = 'en-US';
    expect(format_money('90071992547409931.07', 'USD', { locale })).toBe(
      '$90,071,992,547,409,931.07'
    );
  });

  it('marks a loss, and a gain where that is asked for, but never nothing', () => {
    const money = (amount: string) => format_money(amount, 'USD', { locale: 'en', sign: 'always' });
    expect(format_money('-3.20', 'USD', { locale: 'en' })).toBe('-$3.20');
    expect(format_money('3.20', 'USD', { locale: 'en' })).toBe('$3.20');
    expect(money('3.20')).toBe('+$3.20');
    expect(money('0.00')).toBe('$0.00');
  });

  it('is short where room is scarce', () => {
    const money = (amount: string) => format_money(amount, 'USD', { locale: 'en', compact: true });
    expect(money('12345.67')).toBe('$12.3K');
    expect(money('0.00')).toBe('$0');
  });
});

describe('minor units', () => {
  it('go there and back', () => {
    for (const text of ['199.00', '-0.05', '1842', '-7', '4.999', '0.00']) {
      const decimals = text.includes('.') ? text.length - text.indexOf('.') - 1 : 0;
      expect(decimal_text(minor_units(text), decimals)).toBe(text);
    }
    expect(minor_units('-1.50')).toBe(-150n);
  });

  it('add up exactly', () => {
    expect(sum_of(['0.10', '0.20'])).toBe('0.30');
    expect(sum_of(['1.00', '-1.01'])).toBe('-0.01');
    expect(sum_of([])).toBe('0');
  });
});

describe('change_permille', () => {
  it('is a share of what was before, rounded', () => {
    expect(change_permille('150.00', '100.00')).toBe(500);
    expect(change_permille('99.95', '100.00')).toBe(-1);
    expect(change_permille('3', '2')).toBe(500);
  });

  it('is none where nothing was before', () => {
    expect(change_permille('5.00', '0.00')).toBeNull();
  });

  it('goes down where more is taken away', () => {
    expect(change_permille('-5.00', '-4.00')).toBe(-250);
    expect(change_permille('-3.00', '-4.00')).toBe(250);
  });
});

describe('format_permille', () => {
  it('has one decimal always', () => {
    expect(format_permille(123, 'en')).toBe('12.3%');
    expect(format_permille(140, 'en')).toBe('14.0%');
    expect(format_permille(-5, 'en')).toBe('-0.5%');
    expect(format_permille(0, 'en')).toBe('0.0%');
    expect(format_permille(12_345, 'en')).toBe('1,234.5%');
  });

  it('tells a part of a whole', () => {
    expect(permille_of('1.00', '3.00')).toBe(333);
    expect(permille_of('2.00', '3.00')).toBe(667);
    expect(permille_of('1.00', '0.00')).toBeNull();
  });
});

describe('format_count', () => {
  it('separates thousands', () => expect(format_count(12345, 'en')).toBe('12,345'));
});
