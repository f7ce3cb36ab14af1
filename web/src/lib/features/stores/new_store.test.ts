import { describe, expect, it } from 'vitest';
import {
  domain_in,
  name_of,
  unreachable_because,
  wrong_with,
  wrong_with_domain
} from './new_store';

describe('domain_in', () => {
  it('finds the permanent domain in what people paste', () => {
    for (const typed of [
      'harbour-and-oak',
      ' Harbour-and-Oak.myshopify.com ',
      'https://harbour-and-oak.myshopify.com/admin/orders',
      'https://admin.shopify.com/store/harbour-and-oak/settings?x=1'
    ]) {
      expect(domain_in(typed)).toBe('harbour-and-oak.myshopify.com');
    }
    expect(domain_in('  ')).toBe('');
  });
});

describe('wrong_with_domain', () => {
  it('takes what the server takes', () => {
    for (const name of ['a', '1-2', 'a'.repeat(61)]) {
      expect(wrong_with_domain(`${name}.myshopify.com`)).toBe('');
    }
    for (const name of ['', '-a', 'a_b', 'a.b', 'a'.repeat(62)]) {
      expect(wrong_with_domain(`${name}.myshopify.com`)).not.toBe('');
    }
    expect(wrong_with_domain('shop.example.com')).toMatch(/ends in .myshopify.com/);
  });
});

describe('a new store', () => {
  const store = {
    domain: 'a.myshopify.com',
    name: "Ann's; rm",
    currency: 'EUR',
    timezone: 'Europe/Berlin',
    webhook_secret: 'hush'
  };

  it('tells everything that is wrong at once', () => {
    expect(wrong_with(store, () => true, () => true)).toEqual({});
    const nothing = { domain: '', name: ' ', currency: 'eur', timezone: 'x', webhook_secret: '' };
    const wrong = wrong_with(nothing, () => false, () => false);
    expect(Object.keys(wrong)).toEqual(Object.keys(nothing));
  });

  it('is called after its domain until somebody says otherwise', () => {
    expect(name_of('harbour-and-oak.myshopify.com')).toBe('Harbour And Oak');
  });
});

describe('unreachable_because', () => {
  it('tells what Shopify cannot send to', () => {
    expect(unreachable_because('https://tills.example.com/webhooks/shopify/k')).toBe('');
    expect(unreachable_because('http://tills.example.com/webhooks')).toMatch(/https/);
    expect(unreachable_because('http://localhost:8080/webhooks')).toMatch(/own network/);
  });
});
