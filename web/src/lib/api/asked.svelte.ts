// What a panel shows: asked for, there, or not to be had. Only the newest question counts.
import type { Outcome } from './outcome';
import type { Problem } from './problem';

export class Asked<Data> {
  /** What the newest answer held; stays while it is asked for again. */
  data = $state.raw<Data | null>(null);
  problem = $state.raw<Problem | null>(null);
  busy = $state(false);
  /** What is there is of another question than the one that is asked. */
  waiting = $state(false);
  #turn = 0;
  #answered: string | null = null;

  /** `question` tells it from others about the same thing, whose data stays until its own comes. */
  async look(ask: () => Promise<Outcome<Data>>, question = ''): Promise<void> {
    const turn = ++this.#turn;
    this.busy = true;
    this.waiting = question !== this.#answered;
    const outcome = await ask();
    if (turn !== this.#turn) return;
    this.busy = false;
    this.problem = 'problem' in outcome ? outcome.problem : null;
    if ('data' in outcome) this.data = outcome.data;
    else if (this.waiting) this.data = null;
    this.#answered = question;
    this.waiting = false;
  }

  /** What was shown is of something else: nothing is, until the next answer. */
  forget(): void {
    this.#turn += 1;
    this.data = null;
    this.problem = null;
    this.busy = false;
    this.waiting = false;
    this.#answered = null;
  }
}
