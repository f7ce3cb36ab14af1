// What a panel shows: the last answer, until a newer one is there. An answer to a question that
// nobody asks any more is dropped, and one that a newer answer has overtaken.
import type { Outcome } from './outcome';
import type { Problem } from './problem';

export type Question<Data> = () => Promise<Outcome<Data>>;

export class PanelData<Data> {
  data = $state.raw<Data | null>(null);
  problem = $state.raw<Problem | null>(null);
  /** What is shown is of another question, or of none yet. */
  waiting = $state(true);
  #question: Question<Data> | null = null;
  #asked = 0;
  #answered = 0;

  async ask(question: Question<Data>): Promise<void> {
    this.#question = question;
    this.waiting = true;
    await this.#look();
  }

  /** The same question once more. A refusal is shown only where nothing else is. */
  async ask_again(): Promise<void> {
    if (this.problem !== null) this.waiting = true;
    await this.#look();
  }

  async #look(): Promise<void> {
    const question = this.#question;
    if (question === null) return;
    const turn = ++this.#asked;
    const outcome = await question();
    if (question !== this.#question || turn < this.#answered) return;
    this.#answered = turn;
    if ('data' in outcome) {
      this.data = outcome.data;
      this.problem = null;
    } else if (this.waiting) {
      this.problem = outcome.problem;
    }
    this.waiting = false;
  }
}
