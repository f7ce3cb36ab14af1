// What became of checkouts, shaped for a funnel; no I/O.
import type { Schemas } from '../../api/open_client';
import { reader_locale } from '../../reader';
import { format_count, format_permille, permille_of } from '../../money';
import type { Bar } from '../../ui/BarList.svelte';

export type CheckoutFigures = Schemas['CheckoutFigures'];

/** Each step as a part of the checkouts started, with a way to the checkouts behind it. */
export function funnel_of({ store, range, totals }: CheckoutFigures, locale?: string): Bar[] {
  const list = `/stores/${store.id}/checkouts`;
  const days = `from=${range.from}&to=${range.to}`;
  const steps = [
    { key: 'started', name: 'Started' },
    { key: 'completed', name: 'Completed' },
    { key: 'abandoned', name: 'Abandoned' },
    { key: 'recovered', name: 'Recovered later' }
  ] as const;
  return steps.map(({ key, name }) => ({
    key,
    name,
    href: `${list}?${days}&figure=${key}`,
    detail: key === 'started' ? '' : percent_of(totals[key], totals.started, locale),
    amount: format_count(totals[key], locale),
    share: totals.started === 0 ? 0 : totals[key] / totals.started
  }));
}

/** "0.3333" is "33.3%"; a dash where none was started. */
export function rate_in_words(rate: string | null, locale?: string): string {
  const permille = rate === null ? null : permille_of(rate, '1');
  return permille === null ? '–' : format_permille(permille, locale);
}

/** "1 hour", "90 minutes" */
export function window_in_words(minutes: number, locale = reader_locale()): string {
  const [count, unit] = minutes % 60 === 0 ? [minutes / 60, 'hour'] : [minutes, 'minute'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(count);
}

function percent_of(part: number, whole: number, locale?: string): string {
  const permille = permille_of(String(part), String(whole));
  return permille === null ? '' : format_permille(permille, locale);
}
