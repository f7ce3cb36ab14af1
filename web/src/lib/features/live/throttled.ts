// Work that many ask for: done at once, then no more often than every `gap_ms`, one at a time, and
// once more after the last time somebody asked.
export interface Throttled {
  ask(): void;
  stop(): void;
}

export function throttled(work: () => Promise<unknown>, gap_ms: number): Throttled {
  let state: 'idle' | 'resting' | 'asked' | 'stopped' = 'idle';
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function run(): Promise<void> {
    state = 'resting';
    await work();
    if (is_stopped()) return;
    timer = setTimeout(() => {
      if (state === 'asked') void run();
      else state = 'idle';
    }, gap_ms);
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
