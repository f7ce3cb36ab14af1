// Keeps in the browser when each user looked at each store.
import { looked, visits_in, type Visit } from './visits';

/** Notes that the store is looked at now, and tells of the visit that this belongs to. */
export function remember_visit(user: string, store: string, now: Date): Visit {
  const key = `tillwatch.visits.${user}`;
  try {
    const visits = visits_in(localStorage.getItem(key));
    const visit = looked(visits[store], now);
    localStorage.setItem(key, JSON.stringify({ ...visits, [store]: visit }));
    return visit;
  } catch {
    // A browser that keeps nothing: every visit is the first.
    return looked(undefined, now);
  }
}
