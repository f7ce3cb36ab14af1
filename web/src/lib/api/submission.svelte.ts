// A form on its way: busy, refused with a problem, told to wait. One request at a time.
import { tick } from 'svelte';
import { Countdown } from '$lib/ui/countdown.svelte';
import { focus_first_error } from '$lib/ui/focus';
import type { Outcome } from './outcome';
import { refusal_of, type Problem } from './problem';

export class Submission {
  busy = $state(false);
  problem = $state.raw<Problem | null>(null);
  readonly wait = new Countdown();
  /** Set by the form: where an error is looked for, to be focused. */
  form: HTMLElement | null = null;

  get fields(): Readonly<Record<string, string>> {
    return this.problem?.fields ?? {};
  }

  /** Runs `ask` unless something runs or it is too soon; null where nothing came of it. */
  async run<Data>(ask: () => Promise<Outcome<Data>>): Promise<{ data: Data } | null> {
    if (this.busy || this.wait.left_s > 0) return null;
    this.busy = true;
    const outcome = await ask();
    this.busy = false;
    if ('data' in outcome) {
      this.problem = null;
      return outcome;
    }
    if (outcome.problem.retry_after_s !== null) this.wait.start(outcome.problem.retry_after_s);
    await this.show(outcome.problem);
    return null;
  }

  /** Whether all of these fields have something in them; else says which have not. */
  has_all(fields: Record<string, { value: string; otherwise: string }>): boolean {
    const missing = Object.entries(fields).filter(([, field]) => field.value.trim() === '');
    if (missing.length === 0) return true;
    void this.show(refusal_of(Object.fromEntries(missing.map(([k, v]) => [k, v.otherwise]))));
    return false;
  }

  async show(problem: Problem): Promise<void> {
    this.problem = problem;
    await tick();
    focus_first_error(this.form);
  }
}
