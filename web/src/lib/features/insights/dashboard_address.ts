// What of the dashboard stands in its address besides the range: the measure drawn, its interval,
// and the figure that is being explained; no I/O.
import type { By } from './labels';
import { is_explained, is_measure, type Measure } from './figures';

const dimensions: Readonly<Record<By, true>> = {
  channel: true,
  country: true,
  product: true,
  variant: true,
  vendor: true,
  product_type: true,
  discount_code: true,
  gateway: true,
  new_or_returning: true,
  hour: true
};

export interface Explained {
  measure: Measure;
  /** Of one value of a dimension alone. */
  part: { by: By; value: string } | null;
}

/** What an address asks to be explained; null of anything else. */
export function explained_in(search: URLSearchParams): Explained | null {
  const measure = search.get('explain');
  if (!is_measure(measure)) return null;
  const [by, value] = [search.get('by'), search.get('value')];
  if (by === null || value === null) return { measure, part: null };
  const is_part = Object.hasOwn(dimensions, by) && is_explained(measure);
  return is_part ? { measure, part: { by: by as By, value } } : null;
}

export function with_explained(
  search: URLSearchParams,
  explained: Explained | null
): URLSearchParams {
  const changed = without(search, ['explain', 'by', 'value']);
  if (explained === null) return changed;
  changed.set('explain', explained.measure);
  if (explained.part) {
    changed.set('by', explained.part.by);
    changed.set('value', explained.part.value);
  }
  return changed;
}

/** `search` with `name` as `value`, or without it where that is `usual` or null. */
export function with_value(
  search: URLSearchParams,
  name: string,
  value: string | null,
  usual: string | null = null
): URLSearchParams {
  const changed = without(search, [name]);
  if (value !== null && value !== usual) changed.set(name, value);
  return changed;
}

function without(search: URLSearchParams, names: readonly string[]): URLSearchParams {
  const changed = new URLSearchParams(search);
  for (const name of names) changed.delete(name);
  return changed;
}
