// What a panel shows: asked for, there, or not to be had. Only the newest question counts.
import type { Outcome } from './outcome';
import type { Problem } from './problem';

export class Asked<Data> {
  /** What the newest answer held; stays while it is asked for again. */
  data = $state.raw<Data | null>(null);
  problem = $state.raw<Problem | null>(null);
  busy = $state(false);
  #turn = 0;

  async look(ask: () => Promise<Outcome<Data>>): Promise<void> {
    const turn = ++this.#turn;
    this.busy = true;
    const outcome = await ask();
    if (turn !== this.#turn) return;
    this.busy = false;
    this.problem = 'problem' in outcome ? outcome.problem : null;
    if ('data' in outcome) this.data = outcome.data;
  }

  /** What was shown is of something else: nothing is, until the next answer. */
  forget(): void {
    this.#turn += 1;
    this.data = null;
    this.problem = null;
    this.busy = false;
  }
}
