// The values of dimensions in words; no I/O. What nobody knows here is shown as Shopify names it.
import type { Schemas } from '../../api/open_client';
import { reader_locale } from '../../reader';

export type By = Schemas['By'];
type Item = Schemas['Breakdown']['items'][number];

const known: Partial<Record<By, Readonly<Record<string, string>>>> = {
  channel: {
    web: 'Online Store',
    pos: 'Point of Sale',
    shopify_draft_order: 'Draft Orders',
    iphone: 'Shopify Mobile for iPhone',
    android: 'Shopify Mobile for Android'
  },
  gateway: {
    shopify_payments: 'Shopify Payments',
    paypal: 'PayPal',
    manual: 'Manual payment',
    cash: 'Cash',
    gift_card: 'Gift card'
  },
  new_or_returning: { new: 'First orders', returning: 'Later orders', guest: 'Guests' }
};

const unknown: Partial<Record<By, string>> = {
  channel: 'No channel',
  country: 'No address',
  product: 'Not in the catalogue',
  discount_code: 'No code',
  gateway: 'No payment'
};

export function label_of(by: By, { value, label }: Item, locale?: string): string {
  if (value === '') return unknown[by] ?? 'Not known';
  if (by === 'country') return country(value, locale);
  // An app that sells has a number for its channel.
  const plain = by === 'channel' && /^\d+$/.test(value) ? `App ${value}` : (label ?? value);
  return known[by]?.[value] ?? plain;
}

function country(code: string, locale = reader_locale()): string {
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  return /^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code;
}
