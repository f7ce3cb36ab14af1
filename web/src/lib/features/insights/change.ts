// How a figure has changed against the one compared with; no I/O.
import { change_permille, format_permille } from '../../money';
import { as_text, type Amount } from './figures';

export interface FigureChange {
  text: string;
  direction: 'up' | 'down' | 'same' | 'unknown';
}

/** Null where nothing is compared, or there is nothing to compare: no average now. A change from nothing to something has no percentage. */
export function change_of(
  now: Amount,
  before: Amount | undefined,
  locale?: string
): FigureChange | null {
  if (before === undefined || now === null) return null;
  const [to, from] = [as_text(now), as_text(before)];
  const permille = to === null || from === null ? null : change_permille(to, from);
  if (permille === null) {
    const is_same = from !== null && Number(to) === 0;
    return is_same
      ? { text: 'No change', direction: 'same' }
      : { text: 'New', direction: 'unknown' };
  }
  return {
    text: format_permille(Math.abs(permille), locale),
    direction: permille === 0 ? 'same' : permille > 0 ? 'up' : 'down'
  };
}
