import { look_who_is_here } from '$lib/features/session/session.svelte';

/** Asked while the pages of the app are still on their way. */
export function init(): void {
  look_who_is_here(location.pathname);
}
