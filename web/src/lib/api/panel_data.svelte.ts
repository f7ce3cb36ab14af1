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

  /** Answers whether what is shown now is the outcome. */
  async ask(question: Question<Data>): Promise<boolean> {
    this.#question = question;
    this.waiting = true;
    return this.#look();
  }

  /** The same question once more. A refusal is shown only where nothing else is. */
  async ask_again(): Promise<boolean> {
    if (this.problem !== null) this.waiting = true;
    return this.#look();
  }

  async #look(): Promise<boolean> {
    const question = this.#question;
    if (question === null) return true;
    const turn = ++this.#asked;
    const outcome = await question();
    if (question !== this.#question || turn < this.#answered) return true;
    this.#answered = turn;
    const is_shown = 'data' in outcome || this.waiting;
    if ('data' in outcome) {
      this.data = outcome.data;
      this.problem = null;
    } else if (this.waiting) {
      this.problem = outcome.problem;
    }
    this.waiting = false;
    return is_shown;
  }
}
