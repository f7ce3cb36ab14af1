// What GET /readyz says, shaped for people; no I/O, no timers.

export type Readiness =
  | { state: 'checking' }
  | { state: 'ready' }
  | { state: 'not_ready'; detail: string | null }
  | { state: 'unreachable' };

/** 200 means ready; any other status "not ready", in the problem's own words if it has any. */
export function readiness_of(status: number, body: string): Readiness {
  if (status === 200) return { state: 'ready' };
  return { state: 'not_ready', detail: detail_of(body) };
}

/** Seconds until the next look: a server that starts or comes back is seen soon. */
export function seconds_to_next_look(readiness: Readiness): number {
  return readiness.state === 'ready' ? 15 : 3;
}

function detail_of(body: string): string | null {
  let problem: unknown;
  try {
    problem = JSON.parse(body);
  } catch {
    return null;
  }
  if (typeof problem !== 'object' || problem === null || !('detail' in problem)) return null;
  return typeof problem.detail === 'string' && problem.detail !== '' ? problem.detail : null;
}
