// When somebody looked at a store the last time, as this browser remembers it; no I/O.

/** Looking again after less than this is the same visit. */
const visit_gap_ms = 30 * 60_000;

export interface Visit {
  /** When the visit before this one ended; null of a first one. */
  before: string | null;
  /** When the store was looked at in this one. */
  latest: string;
}

export type Visits = Readonly<Record<string, Visit>>;

export function looked(visit: Visit | undefined, now: Date): Visit {
  const latest = now.toISOString();
  if (visit === undefined) return { before: null, latest };
  const gap_ms = now.getTime() - Date.parse(visit.latest);
  return { before: gap_ms < visit_gap_ms ? visit.before : visit.latest, latest };
}

/** What is not what this page has written counts as nothing. */
export function visits_in(text: string | null): Visits {
  try {
    const kept: unknown = JSON.parse(text ?? '{}');
    if (typeof kept !== 'object' || kept === null) return {};
    return Object.fromEntries(
      Object.entries(kept).filter((entry): entry is [string, Visit] => is_visit(entry[1]))
    );
  } catch {
    return {};
  }
}

function is_visit(value: unknown): value is Visit {
  if (typeof value !== 'object' || value === null) return false;
  const { before, latest } = value as Record<string, unknown>;
  return is_instant(latest) && (before === null || is_instant(before));
}

function is_instant(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}
