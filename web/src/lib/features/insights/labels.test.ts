import { describe, expect, it } from 'vitest';
import { label_of, type By } from './labels';

describe('label_of', () => {
  const label = (by: By, value: string, label: string | null = value) =>
    label_of(by, { value, label, amount: '1.00' }, 'en');

  it('uses the words of Shopify', () => {
    expect(label('channel', 'web')).toBe('Online Store');
    expect(label('channel', '3890849')).toBe('App 3890849');
    expect(label('country', 'IE')).toBe('Ireland');
    expect(label('gateway', 'shopify_payments')).toBe('Shopify Payments');
    expect(label('new_or_returning', 'returning')).toBe('Later orders');
    expect(label('product', '632910392', 'Cup')).toBe('Cup');
  });

  it('makes words of a gateway that it does not know', () => {
    expect(label('gateway', 'gift_card')).toBe('Gift card');
    expect(label('gateway', 'klarna')).toBe('Klarna');
    expect(label('gateway', 'Cash on Delivery (COD)')).toBe('Cash on Delivery (COD)');
  });

  it('shows what it does not know as it is', () => {
    expect(label('country', 'somewhere')).toBe('somewhere');
    expect(label('product', '632910392', null)).toBe('632910392');
  });

  it('says what is missing', () => {
    expect(label('discount_code', '', null)).toBe('No code');
    expect(label('vendor', '', null)).toBe('Not known');
  });
});
