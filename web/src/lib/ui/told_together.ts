// Where a page says once what keeps many of its panels from showing anything, they say it no more.
import { getContext, setContext } from 'svelte';

interface Together {
  /** Reactive. */
  readonly is_down: boolean;
}

const key = Symbol('told together');

export function tell_together<Told extends Together>(together: Told): Told {
  return setContext(key, together);
}

/** Of the page that a panel stands on; to be called while the panel is made. */
export function told_together(): Together {
  return getContext<Together | undefined>(key) ?? { is_down: false };
}
