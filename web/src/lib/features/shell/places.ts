// The places of a store, in the order of the navigation, and where keys lead from everywhere.
export interface Place {
  name: string;
  /** Behind /stores/{store}. */
  path: string;
  /** `g`, then this letter, goes there. */
  key: string;
}

export const places: readonly Place[] = [
  { name: 'Dashboard', path: '', key: 'd' },
  { name: 'Orders', path: '/orders', key: 'o' },
  { name: 'Customers', path: '/customers', key: 'c' },
  { name: 'Products', path: '/products', key: 'p' },
  { name: 'Checkouts', path: '/checkouts', key: 'k' },
  { name: 'Deliveries', path: '/deliveries', key: 'w' },
  { name: 'Settings', path: '/settings', key: 's' }
];

/** A way that a key leads. */
export interface Way {
  name: string;
  href: string;
  key: string;
}

/** Those that belong to no store. */
export const own_ways: readonly Way[] = [
  { name: 'Your stores', href: '/', key: 'h' },
  { name: 'Your account', href: '/account', key: 'a' },
  { name: 'The API', href: '/docs', key: 'i' }
];

export function address_of(store: string, place: Place): string {
  return `/stores/${store}${place.path}`;
}

/** The place that an address within a store belongs to: an order's page to the orders. */
export function place_of(store: string, path: string): Place | undefined {
  const within = path.slice(`/stores/${store}`.length);
  return places.find((one) =>
    one.path === '' ? within === '' || within === '/' : `${within}/`.startsWith(`${one.path}/`)
  );
}
