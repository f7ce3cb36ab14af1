import { describe, expect, it } from 'vitest';
import { step_back, typed_into } from './code_entry';

const boxes = (text: string) => [...text.padEnd(6, ' ')].map((c) => c.trim());

describe('typed_into', () => {
  it('goes on to the next box, and stays in the last', () => {
    expect(typed_into(boxes(''), 0, '3')).toEqual({ digits: boxes('3'), focus: 1 });
    expect(typed_into(boxes('31415'), 5, '9')).toEqual({ digits: boxes('314159'), focus: 5 });
  });

  it('takes a whole code wherever it is pasted, with what stands between', () => {
    for (const index of [0, 3, 5]) {
      expect(typed_into(boxes('9'), index, ' 314 159\n').digits).toEqual(boxes('314159'));
    }
    expect(typed_into(boxes(''), 0, '31415926').digits).toEqual(boxes('314159'));
  });

  it('spreads a part of a code from where it is pasted', () => {
    expect(typed_into(boxes('3'), 1, '141')).toEqual({ digits: boxes('3141'), focus: 4 });
    expect(typed_into(boxes('3141'), 4, '599').digits).toEqual(boxes('314159'));
  });

  it('puts a second digit in the place of the first', () => {
    expect(typed_into(boxes('3'), 0, '34').digits).toEqual(boxes('4'));
    expect(typed_into(boxes('3'), 0, '43').digits).toEqual(boxes('4'));
    expect(typed_into(boxes('3'), 0, '33').digits).toEqual(boxes('3'));
  });

  it('empties a box of which nothing is left, and stays there', () => {
    const digits = ['3', '', '4', '1', '5', '9'];
    expect(typed_into(boxes('314159'), 1, '')).toEqual({ digits, focus: 1 });
    expect(typed_into(boxes(''), 0, '')).toEqual({ digits: boxes(''), focus: 0 });
  });

  it('leaves all as it is where no digit comes', () => {
    expect(typed_into(boxes('31'), 1, 'x')).toEqual({ digits: boxes('31'), focus: 1 });
  });
});

describe('step_back', () => {
  it('empties the box, then the one before', () => {
    expect(step_back(boxes('314'), 2)).toEqual({ digits: boxes('31'), focus: 2 });
    expect(step_back(boxes('31'), 2)).toEqual({ digits: boxes('3'), focus: 1 });
    expect(step_back(boxes(''), 0)).toEqual({ digits: boxes(''), focus: 0 });
  });
});
