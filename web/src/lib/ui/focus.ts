import { tick } from 'svelte';

/**
 * To the first thing of a part whose content changes now: words that take the focus, a field or a
 * button. Whoever pressed what is gone would else be at the beginning of the page; who has gone on
 * elsewhere meanwhile stays there.
 */
export async function focus_changed(part: HTMLElement | undefined): Promise<void> {
  await tick();
  if (document.activeElement !== document.body) return;
  const found = part?.querySelector<HTMLElement>('[tabindex="-1"], input, select, button');
  found?.focus();
}

/** To the first field that is wrong, else to the notice that says what is. */
export function focus_first_error(within: HTMLElement | null): void {
  const found =
    within?.querySelector<HTMLElement>('[aria-invalid="true"]') ??
    within?.querySelector<HTMLElement>('[role="alert"]');
  found?.focus();
}
