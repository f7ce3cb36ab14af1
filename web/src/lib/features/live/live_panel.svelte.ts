// A panel's data, asked for again when the current store's figures change. To be called while a
// component is made.
import { PanelData, type Question } from '$lib/api/panel_data.svelte';
import { panel_group } from '$lib/api/panel_group.svelte';
import { is_within, type Range } from '$lib/day';
import { current_store } from '$lib/features/stores/current_store';
import { in_turn } from '$lib/turns';
import { provide_sight, Sight } from '$lib/ui/sight.svelte';
import { Later } from './later';
import { live, type Change } from './live.svelte';
import { throttled } from './throttled';

interface Asked<Data> {
  ask: Question<Data>;
  /** The days that the answer is about; changes of others do not matter. Null: all do. */
  ranges: readonly Range[] | null;
}

/** How far behind may be what nobody sees: it may be printed. */
const unseen_gap_ms = 3_000;

/**
 * `question` is reactive and gets the store's id; answers to changes come no more often than every
 * `gap_ms`.
 */
export function live_panel<Data>(
  question: (store: string) => Asked<Data>,
  gap_ms: number
): PanelData<Data> {
  return live_data(question, gap_ms, provide_sight());
}

/** The same, shown in several places. */
export function shared_live_panel<Data>(
  question: (store: string) => Asked<Data>,
  gap_ms: number
): PanelData<Data> {
  return live_data(question, gap_ms, new Sight());
}

function live_data<Data>(
  question: (store: string) => Asked<Data>,
  gap_ms: number,
  sight: Sight
): PanelData<Data> {
  const now = live();
  const current = current_store();
  // Looking at the store again is no reason to ask everything again.
  const store = $derived(current.store.id);
  const panel = new PanelData<Data>();
  const group = panel_group();
  const later = new Later(unseen_gap_ms);
  $effect(() => group?.add(panel));
  $effect(() => {
    const { ask, ranges } = question(store);
    let is_first = true;
    const again = throttled(() => {
      const answered = is_first ? panel.ask(ask) : panel.ask_again();
      is_first = false;
      return answered;
    }, gap_ms);
    // A page has dozens of panels: to ask for all of them in one task holds it up.
    const look = () => in_turn(() => again.ask());
    if (!now.is_opening) look();
    const deaf = now.listen((change) => {
      if (!matters(change, ranges)) return;
      if (change !== null && !sight.is_seen) return later.begin(look);
      later.stop();
      look();
    });
    return () => (deaf(), later.stop(), again.stop());
  });
  $effect(() => {
    if (sight.is_seen) later.hurry();
  });
  return panel;
}

/** Whether a change is one of those days. */
export function matters(change: Change | null, ranges: readonly Range[] | null): boolean {
  if (!change?.days || ranges === null) return true;
  return change.days.some((day) => ranges.some((range) => is_within(day, range)));
}
