// The objects of a store, as the API gives them: lists by what an address asks, and each by its id.
import { client } from '$lib/api/client';
import type { Schemas } from '$lib/api/open_client';
import { outcome_of, type Outcome } from '$lib/api/outcome';
import type { Ask } from '$lib/features/listing/list';
import type { paths } from '../../../../generated/schema';

/** An address holds text; what is no good as a query the server refuses, field by field. */
type Query<Path extends keyof paths> = paths[Path] extends {
  get: { parameters: { query?: infer Q } };
}
  ? NonNullable<Q>
  : never;

export function orders_in(store: string): Ask<Schemas['Order']> {
  return (question) => {
    const query = question as object as Query<'/api/v1/stores/{store}/orders'>;
    const params = { path: { store }, query };
    return outcome_of(client.GET('/api/v1/stores/{store}/orders', { params }));
  };
}

export function get_order(store: string, order: string): Promise<Outcome<Schemas['WholeOrder']>> {
  const path = { store, order };
  return outcome_of(client.GET('/api/v1/stores/{store}/orders/{order}', { params: { path } }));
}

export function customers_in(store: string): Ask<Schemas['Customer']> {
  return (question) => {
    const query = question as object as Query<'/api/v1/stores/{store}/customers'>;
    const params = { path: { store }, query };
    return outcome_of(client.GET('/api/v1/stores/{store}/customers', { params }));
  };
}

export function get_customer(
  store: string,
  customer: string
): Promise<Outcome<Schemas['Customer']>> {
  const params = { path: { store, customer } };
  return outcome_of(client.GET('/api/v1/stores/{store}/customers/{customer}', { params }));
}

export function products_in(store: string): Ask<Schemas['Product']> {
  return (question) => {
    const query = question as object as Query<'/api/v1/stores/{store}/products'>;
    const params = { path: { store }, query };
    return outcome_of(client.GET('/api/v1/stores/{store}/products', { params }));
  };
}

export function get_product(store: string, product: string): Promise<Outcome<Schemas['Product']>> {
  const path = { store, product };
  return outcome_of(client.GET('/api/v1/stores/{store}/products/{product}', { params: { path } }));
}

export function checkouts_in(store: string): Ask<Schemas['Checkout']> {
  return (question) => {
    const query = question as object as Query<'/api/v1/stores/{store}/checkouts'>;
    const params = { path: { store }, query };
    return outcome_of(client.GET('/api/v1/stores/{store}/checkouts', { params }));
  };
}

export function get_checkout(
  store: string,
  token: string
): Promise<Outcome<Schemas['WholeCheckout']>> {
  const path = { store, token };
  return outcome_of(client.GET('/api/v1/stores/{store}/checkouts/{token}', { params: { path } }));
}
