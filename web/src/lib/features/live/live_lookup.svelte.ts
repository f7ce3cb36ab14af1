// Keeps what a component looked up as the current store has it now, without a word of waiting.
import type { Lookup } from '$lib/api/lookup.svelte';
import type { Range } from '$lib/day';
import { live } from './live.svelte';
import { matters } from './live_panel.svelte';
import { throttled } from './throttled';

/**
 * Looks again when something changes, no more often than every `gap_ms`. `ranges`: the days that
 * it is about; null: any change counts. To be called while the component is made.
 */
export function keep_live<Data>(
  lookup: Lookup<Data>,
  gap_ms: number,
  ranges: () => readonly Range[] | null = () => null
): void {
  const now = live();
  $effect(() => {
    const again = throttled(lookup.look_again, gap_ms);
    const deaf = now.listen((change) => {
      if (matters(change, ranges())) again.ask();
    });
    return () => (deaf(), again.stop());
  });
}
