// What keys do on every page of a store; no I/O.
import { places, type Place } from './places';

export type Command = { go: Place } | { help: true } | { search: true };

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

  /** What is to be done now, if anything. */
  press({ key, modified, typing, at_ms }: Key): Command | null {
    const after_g = this.#g_at_ms !== null && at_ms - this.#g_at_ms <= second_key_ms;
    this.#g_at_ms = null;
    if (modified || typing) return null;
    if (after_g) {
      const place = places.find((one) => one.key === key);
      return place ? { go: place } : null;
    }
    if (key === 'g') this.#g_at_ms = at_ms;
    if (key === '?') return { help: true };
    if (key === '/') return { search: true };
    return null;
  }
}
