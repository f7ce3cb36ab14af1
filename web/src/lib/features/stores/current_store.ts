// The store that the pages under /stores/{store} are about; their layout provides it.
import { getContext, setContext } from 'svelte';
import type { Store } from './stores';

interface Current {
  /** Reactive: what the layout saw last. */
  readonly store: Store;
  /** Looks at the server again, say after the store was changed. */
  reload(): Promise<void>;
}

const key = Symbol('current store');

export function provide_store(current: Current): void {
  setContext(key, current);
}

export function current_store(): Current {
  return getContext<Current>(key);
}
