// What a store is registered with, checked as it is typed; no I/O.

export interface NewStore {
  domain: string;
  name: string;
  currency: string;
  timezone: string;
  /** What its webhooks are signed with. */
  webhook_secret: string;
}

const suffix = '.myshopify.com';

/** The permanent domain, also of an address of Shopify's admin or of the first part alone. */
export function domain_in(typed: string): string {
  const text = typed.trim().toLowerCase().replace(/^https?:\/\//, '');
  const in_admin = /^admin\.shopify\.com\/store\/([^/?#]+)/.exec(text);
  const host = in_admin?.[1] ?? text.replace(/[/?#].*$/, '');
  return host === '' || host.includes('.') ? host : host + suffix;
}

/** Empty where nothing is wrong. */
export function wrong_with_domain(domain: string): string {
  if (domain === '') return 'Enter the store’s permanent domain.';
  if (!domain.endsWith(suffix)) {
    return 'The permanent domain ends in .myshopify.com; a domain of your own is not it.';
  }
  const name = domain.slice(0, -suffix.length);
  if (!/^[a-z0-9][a-z0-9-]{0,60}$/.test(name)) {
    return 'It has 1 to 61 letters, digits and hyphens before .myshopify.com.';
  }
  return '';
}

/** "harbour-and-oak.myshopify.com": "Harbour And Oak" */
export function name_of(domain: string): string {
  const words = domain.replace(/\..*$/, '').split('-').filter(Boolean);
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}

/** Fields with what is wrong, as the forms show it. */
export function wrong_with(
  store: NewStore,
  is_zone: (name: string) => boolean,
  is_currency: (code: string) => boolean
): Record<string, string> {
  const wrong: Record<string, string> = {};
  const domain = wrong_with_domain(store.domain);
  if (domain) wrong.domain = domain;
  if (store.name.trim() === '') wrong.name = 'Enter a name.';
  if (!is_currency(store.currency)) wrong.currency = 'Enter the three letters, like EUR.';
  if (!is_zone(store.timezone)) wrong.timezone = 'Enter a time zone, like Europe/Berlin.';
  if (store.webhook_secret === '') wrong.webhook_secret = 'Enter what Shopify signs with.';
  return wrong;
}

/** Whether Shopify, out there, can reach an address; empty where nothing speaks against it. */
export function unreachable_because(address: string): string {
  const { protocol, hostname } = new URL(address);
  if (/^(localhost|127\..*|\[::1\]|10\..*|192\.168\..*)$|\.(local|internal)$/.test(hostname)) {
    return 'Shopify cannot reach this address: it is one of your own network.';
  }
  return protocol === 'https:' ? '' : 'Shopify sends to addresses with https only.';
}

/** What to choose in Shopify's admin: the event as it is called there, and its topic. */
export const events: readonly (readonly [string, string])[] = [
  ['Order creation', 'orders/create'],
  ['Order update', 'orders/updated'],
  ['Order edit', 'orders/edited'],
  ['Order payment', 'orders/paid'],
  ['Order fulfillment', 'orders/fulfilled'],
  ['Order cancellation', 'orders/cancelled'],
  ['Order deletion', 'orders/delete'],
  ['Refund create', 'refunds/create'],
  ['Customer creation', 'customers/create'],
  ['Customer update', 'customers/update'],
  ['Customer deletion', 'customers/delete'],
  ['Product creation', 'products/create'],
  ['Product update', 'products/update'],
  ['Product deletion', 'products/delete'],
  ['Checkout creation', 'checkouts/create'],
  ['Checkout update', 'checkouts/update'],
  ['Checkout deletion', 'checkouts/delete'],
  ['Shop update', 'shop/update']
];
