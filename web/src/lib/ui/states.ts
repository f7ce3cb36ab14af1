// States of Shopify's and of deliveries, as they are shown everywhere.
import { words_of } from '$lib/words';
import type { Badge, Cell, Tone } from './table';

const tones: Readonly<Record<string, Tone>> = {
  paid: 'good',
  fulfilled: 'good',
  active: 'good',
  completed: 'good',
  applied: 'good',
  voided: 'bad',
  refunded: 'bad',
  abandoned: 'bad',
  failed: 'bad',
  partially_refunded: 'fair',
  partially_paid: 'fair',
  partial: 'fair',
  pending: 'fair',
  authorized: 'fair',
  duplicate: 'fair'
};

/** A state of Shopify's or of a delivery; one that is new to this page is shown as well. */
export function state_badge(state: string): Badge {
  return { text: words_of(state), tone: tones[state] ?? 'plain' };
}

export function state_cell(state: string): Cell {
  return { text: '', badges: state === '' ? [] : [state_badge(state)] };
}
