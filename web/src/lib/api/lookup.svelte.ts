// What a component shows of the server: asked when it comes up and whenever it is about another
// thing or question. Of two answers only the one to the latest question counts.
import { untrack } from 'svelte';
import type { Outcome } from './outcome';
import { may_pass, type Problem } from './problem';

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
  #turn = 0;
  #is_gone = false;
  #found = $state.raw<{ of: string; key: string; data: Data } | null>(null);
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

  /** What is there is the answer to another question about the same thing. */
  get waiting(): boolean {
    return this.#found !== null && this.#found.key !== this.#key;
  }

  get problem(): Problem | null {
    return this.#refused?.key === this.#key ? this.#refused.problem : null;
  }

  /** What was had otherwise counts as the answer. */
  take(data: Data): void {
    this.#found = { of: this.#what().of, key: this.#key, data };
  }

  /** Asks (again). */
  readonly look = async (): Promise<void> => {
    const asked = this.#what();
    const key = key_of(asked);
    const turn = ++this.#turn;
    this.busy = true;
    const outcome = await asked.ask();
    if (!this.#is_awaited(key, turn)) return;
    this.busy = false;
    this.#refused = 'problem' in outcome ? { key, problem: outcome.problem } : null;
    if ('data' in outcome) this.#found = { of: asked.of, key, data: outcome.data };
  };

  /**
   * Asks again as what was had may have changed: nothing is busy meanwhile, and a refusal is told
   * only where one was told, or where the thing is gone. Answers whether that is settled.
   */
  readonly look_again = async (): Promise<boolean> => {
    if (this.busy) return false;
    if (this.problem !== null) {
      await this.look();
      return this.#is_settled();
    }
    const asked = this.#what();
    const key = key_of(asked);
    const turn = ++this.#turn;
    const outcome = await asked.ask();
    if (!this.#is_awaited(key, turn)) return true;
    if ('data' in outcome) {
      this.#found = { of: asked.of, key, data: outcome.data };
    } else if (outcome.problem.status === 404) {
      this.#found = null;
      this.#refused = { key, problem: outcome.problem };
    } else {
      return !may_pass(outcome.problem);
    }
    return true;
  };

  /** What is refused once and for all need not be asked for again. */
  #is_settled(): boolean {
    return this.problem === null || !may_pass(this.problem);
  }

  /** Not where nobody looks any more, or at something else, or where it was asked again since. */
  #is_awaited(key: string, turn: number): boolean {
    return !this.#is_gone && key === this.#key && turn === this.#turn;
  }
}

function key_of({ of, question = '' }: Asked<unknown>): string {
  return JSON.stringify([of, question]);
}
