// How a figure has changed against the one compared with; no I/O.
import { change_permille, format_permille } from '../../money';
import { as_text, type Amount } from './figures';

export interface FigureChange {
  text: string;
  direction: 'up' | 'down' | 'same' | 'unknown';
  /** Whether that is good news. */
  tone: 'good' | 'bad' | 'plain';
}

interface Options {
  /** What is taken off stands below nothing: more of it goes up, which is bad. */
  is_deduction?: boolean;
  locale?: string | undefined;
}

/** Null where nothing is compared, or there is nothing to compare: no average now. A change from nothing to something has no percentage. */
export function change_of(
  now: Amount,
  before: Amount | undefined,
  { is_deduction = false, locale }: Options = {}
): FigureChange | null {
  if (before === undefined || now === null) return null;
  const [to, from] = [as_text(now), as_text(before)];
  const permille = to === null || from === null ? null : change_permille(to, from);
  if (permille === null) {
    const is_same = from !== null && Number(to) === 0;
    return is_same
      ? { text: 'No change', direction: 'same', tone: 'plain' }
      : { text: 'New', direction: 'unknown', tone: 'plain' };
  }
  const text = format_permille(Math.abs(permille), locale);
  if (permille === 0) return { text, direction: 'same', tone: 'plain' };
  const is_good = permille > 0;
  return {
    text,
    direction: is_good === is_deduction ? 'down' : 'up',
    tone: is_good ? 'good' : 'bad'
  };
}
