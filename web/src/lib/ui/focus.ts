/** To the first field that is wrong, else to the notice that says what is. */
export function focus_first_error(within: HTMLElement | null): void {
  const found =
    within?.querySelector<HTMLElement>('[aria-invalid="true"]') ??
    within?.querySelector<HTMLElement>('[role="alert"]');
  found?.focus();
}
