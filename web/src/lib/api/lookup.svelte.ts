// What a component shows of the server: asked when it comes up and whenever it is about another
// thing or question. Of two answers only the one to the latest question counts.
import { untrack } from 'svelte';
import type { Outcome } from './outcome';
import type { Problem } from './problem';

interface Asked<Data> {
  /** What it is about: data of another thing is not shown. */
  of: string;
  /** Another question about the same thing leaves the data there until its own comes. */
  question?: string;
  ask(): Promise<Outcome<Data>>;
}

export class Lookup<Data> {
  busy = $state(false);
  readonly #what: () => Asked<Data>;
  readonly #key = $derived.by(() => key_of(this.#what()));
  #is_gone = false;
  #found = $state.raw<{ of: string; data: Data } | null>(null);
  #refused = $state.raw<{ key: string; problem: Problem } | null>(null);

  /** To be made while its component is; `what` is reactive. */
  constructor(what: () => Asked<Data>) {
    this.#what = what;
    $effect(() => {
      void this.#key;
      void untrack(() => this.look());
    });
    $effect(() => () => (this.#is_gone = true));
  }

  get data(): Data | null {
    return this.#found?.of === this.#what().of ? this.#found.data : null;
  }

  get problem(): Problem | null {
    return this.#refused?.key === this.#key ? this.#refused.problem : null;
  }

  /** What was had otherwise counts as the answer. */
  take(data: Data): void {
    this.#found = { of: this.#what().of, data };
  }

  /** Asks (again). */
  readonly look = async (): Promise<void> => {
    const asked = this.#what();
    const key = key_of(asked);
    this.busy = true;
    const outcome = await asked.ask();
    // Nobody looks any more, or at something else.
    if (this.#is_gone || key !== this.#key) return;
    this.busy = false;
    this.#refused = 'problem' in outcome ? { key, problem: outcome.problem } : null;
    if ('data' in outcome) this.#found = { of: asked.of, data: outcome.data };
  };
}

function key_of({ of, question = '' }: Asked<unknown>): string {
  return JSON.stringify([of, question]);
}
