// Work that many ask for: done at once, then no more often than every `gap_ms`, one at a time, and
// once more after the last time somebody asked. What failed is tried again after a moment.
export interface Throttled {
  ask(): void;
  stop(): void;
}

const after_failure_ms = 3_000;

/** `work` answers whether it was done. */
export function throttled(work: () => Promise<boolean>, gap_ms: number): Throttled {
  let state: 'idle' | 'resting' | 'asked' | 'stopped' = 'idle';
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function run(): Promise<void> {
    state = 'resting';
    const done = await work();
    if (is_stopped()) return;
    if (!done) state = 'asked';
    timer = setTimeout(
      () => {
        if (state === 'asked') void run();
        else state = 'idle';
      },
      done ? gap_ms : Math.max(gap_ms, after_failure_ms)
    );
  }

  function is_stopped(): boolean {
    return state === 'stopped';
  }

  return {
    ask() {
      if (state === 'idle') void run();
      else if (state === 'resting') state = 'asked';
    },
    stop() {
      state = 'stopped';
      clearTimeout(timer);
    }
  };
}
