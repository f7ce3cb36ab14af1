import { expect, it } from 'vitest';
import { refusal_in_words } from './refusal';

const domain = 'corner-shop.myshopify.com';

it('says what was wrong and what to do', () => {
  const words = (reason: Parameters<typeof refusal_in_words>[0]['reason'], shop: string | null) =>
    refusal_in_words({ reason, shop }, domain);
  expect(words('signature', domain).what).toBe('its signature is wrong');
  expect(words('other_shop', 'other.myshopify.com')).toEqual({
    what: 'it comes from other.myshopify.com',
    remedy: expect.stringContaining(domain)
  });
  expect(words('other_shop', null).what).toBe('it comes from another shop');
  expect(words('other_address', domain).remedy).toContain('address above');
  expect(words('headers', null).what).toContain('headers');
});
