// Points of a chart that a pointer goes over, from where it was pressed to where it is; no I/O.

/** A press becomes a selection once the pointer has moved this far, in pixels. */
const slack_px = 6;

export interface Selected {
  first: number;
  last: number;
}

export class Selection {
  readonly #begin_px: number;
  readonly #centres: readonly number[];
  #begun = false;

  /** `centres`: where along the axis each point is, ascending. */
  constructor(begin_px: number, centres: readonly number[]) {
    this.#begin_px = begin_px;
    this.#centres = centres;
  }

  /** Null while it may still be a click. */
  move(to_px: number): Selected | null {
    this.#begun ||= Math.abs(to_px - this.#begin_px) >= slack_px;
    if (!this.#begun || this.#centres.length === 0) return null;
    const ends = [this.#nearest(this.#begin_px), this.#nearest(to_px)];
    return { first: Math.min(...ends), last: Math.max(...ends) };
  }

  #nearest(px: number): number {
    const past = this.#centres.findIndex((centre) => centre >= px);
    if (past < 0) return this.#centres.length - 1;
    if (past === 0) return 0;
    const [left = 0, right = 0] = this.#centres.slice(past - 1, past + 1);
    return px - left < right - px ? past - 1 : past;
  }
}

/** From halfway to the neighbour before to halfway to the one after, within `area`. */
export function strip_of(
  { first, last }: Selected,
  centres: readonly number[],
  area: { left: number; right: number }
): { left: number; width: number } {
  const edge = (at: number) => {
    const [before, after] = [centres[at - 1], centres[at]];
    if (before === undefined) return area.left;
    return after === undefined ? area.right : (before + after) / 2;
  };
  const left = edge(first);
  return { left, width: edge(last + 1) - left };
}
