// What keys do on every page of somebody who is signed in; no I/O.
import type { Way } from './places';

export type Command = { go: Way } | { help: true } | { search: true };

export interface Key {
  key: string;
  /** Ctrl, Alt or Meta is down: then the key is the browser's. */
  modified: boolean;
  /** It goes into a field. */
  typing: boolean;
  at_ms: number;
}

/** `g` waits this long for its letter. */
export const second_key_ms = 1_500;

export class Keys {
  #g_at_ms: number | null = null;
  readonly #ways: readonly Way[];

  constructor(ways: readonly Way[]) {
    this.#ways = ways;
  }

  /** What is to be done now, if anything. */
  press({ key, modified, typing, at_ms }: Key): Command | null {
    const after_g = this.#g_at_ms !== null && at_ms - this.#g_at_ms <= second_key_ms;
    this.#g_at_ms = null;
    if (modified || typing) return null;
    if (after_g) {
      const way = this.#ways.find((one) => one.key === key);
      return way ? { go: way } : null;
    }
    if (key === 'g') this.#g_at_ms = at_ms;
    if (key === '?') return { help: true };
    if (key === '/') return { search: true };
    return null;
  }
}
