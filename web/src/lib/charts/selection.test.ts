import { describe, expect, it } from 'vitest';
import { Selection, strip_of } from './selection';

const centres = [0, 100, 200, 300];

describe('Selection', () => {
  it('takes the points next to where it begins and ends, either way', () => {
    expect(new Selection(90, centres).move(240)).toEqual({ first: 1, last: 2 });
    expect(new Selection(240, centres).move(90)).toEqual({ first: 1, last: 2 });
  });

  it('is a click until the pointer has moved, and no click again after that', () => {
    const selection = new Selection(100, centres);
    expect(selection.move(105)).toBeNull();
    expect(selection.move(106)).toEqual({ first: 1, last: 1 });
    expect(selection.move(101)).toEqual({ first: 1, last: 1 });
  });

  it('ends at the last point where the pointer leaves the chart', () => {
    expect(new Selection(210, centres).move(9_000)).toEqual({ first: 2, last: 3 });
    expect(new Selection(210, centres).move(-9_000)).toEqual({ first: 0, last: 2 });
  });

  it('is none on a chart without points', () => {
    expect(new Selection(0, []).move(50)).toBeNull();
  });
});

describe('strip_of', () => {
  const area = { left: -20, right: 340 };
  it('reaches halfway to the points beside it, and to the ends of the chart', () => {
    expect(strip_of({ first: 1, last: 2 }, centres, area)).toEqual({ left: 50, width: 200 });
    expect(strip_of({ first: 0, last: 0 }, centres, area)).toEqual({ left: -20, width: 70 });
    expect(strip_of({ first: 3, last: 3 }, centres, area)).toEqual({ left: 250, width: 90 });
  });
});
