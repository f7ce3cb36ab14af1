// The values of dimensions in words; no I/O. What nobody knows here is shown as Shopify names it.
import type { Schemas } from '../../api/open_client';
import { reader_locale } from '../../reader';
import { words_of } from '../../words';

export type By = Schemas['By'];
type Item = Schemas['Breakdown']['items'][number];

export const known_channels: Readonly<Record<string, string>> = {
  web: 'Online Store',
  pos: 'Point of Sale',
  shopify_draft_order: 'Draft Orders',
  iphone: 'Shopify Mobile for iPhone',
  android: 'Shopify Mobile for Android'
};

const known_gateways: Readonly<Record<string, string>> = {
  shopify_payments: 'Shopify Payments',
  paypal: 'PayPal',
  manual: 'Manual payment'
};

const buyers: Readonly<Record<string, string>> = {
  new: 'First orders',
  returning: 'Later orders',
  guest: 'Guests'
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
  if (by === 'channel') return channel_name(value);
  if (by === 'gateway') return gateway_name(value);
  return (by === 'new_or_returning' ? buyers[value] : undefined) ?? label ?? value;
}

/** What an order was paid by: "klarna" is "Klarna". */
export function gateway_name(gateway: string): string {
  return known_gateways[gateway] ?? words_of(gateway);
}

/** Where an order came from; empty: nobody says. An app that sells has a number for its channel. */
export function channel_name(channel: string | null): string {
  if (channel === null) return '';
  return known_channels[channel] ?? (/^\d+$/.test(channel) ? `App ${channel}` : channel);
}

/** The other way round, of what is not among the well known. */
export function channel_in(name: string): string | undefined {
  return /^app (\d+)$/i.exec(name)?.[1];
}

function country(code: string, locale = reader_locale()): string {
  const names = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  return /^[A-Z]{2}$/.test(code) ? (names.of(code) ?? code) : code;
}
