// The panels of a page: where many cannot be shown at once, it is for one reason, to be told once.
import { getContext, setContext, untrack } from 'svelte';
import type { PanelData } from './panel_data.svelte';
import type { Problem } from './problem';

type Member = Pick<PanelData<unknown>, 'problem'> & { ask_again: () => Promise<unknown> };

/** So many at once have one reason; fewer may each have their own. */
const many = 3;
const key = Symbol('panel group');

export class PanelGroup {
  #members = $state.raw<readonly Member[]>([]);
  #asking = $state.raw<Problem | null>(null);
  readonly #failed = $derived(this.#members.filter(({ problem }) => problem !== null));

  /** What is told for all of them; while they are asked again it stays. */
  readonly problem = $derived(
    this.#asking ?? (this.#failed.length >= many ? (this.#failed[0]?.problem ?? null) : null)
  );
  readonly is_down = $derived(this.problem !== null);
  readonly busy = $derived(this.#asking !== null);

  /** Until what it returns is called. */
  add(member: Member): () => void {
    untrack(() => (this.#members = [...this.#members, member]));
    return () => (this.#members = this.#members.filter((one) => one !== member));
  }

  /** Those that failed. */
  async ask_again(): Promise<void> {
    if (this.busy) return;
    this.#asking = this.problem;
    await Promise.all(this.#failed.map((member) => member.ask_again()));
    this.#asking = null;
  }
}

export function provide_panel_group(): PanelGroup {
  return setContext(key, new PanelGroup());
}

/** Where a page has one. To be called while a component is made. */
export function panel_group(): PanelGroup | undefined {
  return getContext<PanelGroup | undefined>(key);
}
