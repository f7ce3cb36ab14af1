// What typing, pasting and erasing do to the boxes of a code; no DOM.

export const code_length = 6;

export interface Boxes {
  digits: string[];
  /** The box that has the focus then. */
  focus: number;
}

/** `text`: what a box holds after somebody typed or erased, or what was pasted into it. */
export function typed_into(digits: readonly string[], index: number, text: string): Boxes {
  if (text === '') return { digits: with_empty(digits, index), focus: index };
  let typed = text.replace(/\D/g, '');
  const before = digits[index] ?? '';
  // A second digit beside the one that was there takes its place.
  if (typed.length === 2 && before !== '') typed = typed.replace(before, '');
  if (typed === '') return { digits: [...digits], focus: index };
  // A whole code is one, wherever it was pasted.
  const start = typed.length >= code_length ? 0 : index;
  const taken = [...typed].slice(0, code_length - start);
  const after = digits.map((digit, at) => taken[at - start] ?? digit);
  return { digits: after, focus: Math.min(start + taken.length, code_length - 1) };
}

/** Empties the box, or the one before it where it is empty already. */
export function step_back(digits: readonly string[], index: number): Boxes {
  const emptied = digits[index] === '' ? Math.max(0, index - 1) : index;
  return { digits: with_empty(digits, emptied), focus: emptied };
}

function with_empty(digits: readonly string[], index: number): string[] {
  return digits.map((digit, at) => (at === index ? '' : digit));
}
