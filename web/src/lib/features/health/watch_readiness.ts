import { readiness_of, seconds_to_next_look, type Readiness } from './readiness';

const answer_timeout_ms = 5_000;

async function look(signal: AbortSignal): Promise<Readiness> {
  try {
    const answer = await fetch('/readyz', {
      cache: 'no-store',
      signal: AbortSignal.any([signal, AbortSignal.timeout(answer_timeout_ms)])
    });
    return readiness_of(answer.status, await answer.text());
  } catch {
    return { state: 'unreachable' };
  }
}

/** Looks at once and then from time to time, until the function it gives back is called. */
export function watch_readiness(tell: (readiness: Readiness) => void): () => void {
  const stop = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function look_again(): Promise<void> {
    const readiness = await look(stop.signal);
    if (stop.signal.aborted) return;
    tell(readiness);
    timer = setTimeout(look_again, seconds_to_next_look(readiness) * 1000);
  }

  void look_again();
  return () => {
    stop.abort();
    clearTimeout(timer);
  };
}
