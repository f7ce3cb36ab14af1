// Instants as whoever is signed in reads them: in the way of their language.
import { day_of_moment, moment_in_words } from '$lib/moment';
import { session } from './session.svelte';

/** In a zone; without one, in that of their profile, else the browser's. */
export function own_moment(instant: string, zone: string | null = null): string {
  return moment_in_words(instant, zone ?? session.user?.time_zone ?? null, session.user?.locale);
}

export function own_day(instant: string, zone: string | null = null): string {
  return day_of_moment(instant, zone ?? session.user?.time_zone ?? null, session.user?.locale);
}
