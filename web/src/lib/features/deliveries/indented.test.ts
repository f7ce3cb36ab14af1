import { describe, expect, it } from 'vitest';
import { indented } from './indented';

describe('indented', () => {
  it('breaks lines as JSON.stringify does', () => {
    const value = { a: [1, { b: 'x, {y}: "z" \\' }, []], c: {}, d: null, e: [true, -1.5e3] };
    for (const json of [value, [], {}, 'text', 7]) {
      expect(indented(JSON.stringify(json))).toBe(JSON.stringify(json, null, 2));
    }
  });

  it('keeps every digit', () => {
    expect(indented('{"id":12345678901234567890,"rate":0.200000}')).toBe(
      '{\n  "id": 12345678901234567890,\n  "rate": 0.200000\n}'
    );
  });

  it('takes no notice of the breaks that are there', () => {
    expect(indented('[ 1 ,\n\t2 ]')).toBe('[\n  1,\n  2\n]');
  });

  it('is nothing of what is no JSON', () => {
    expect(indented('{"a":')).toBeNull();
    expect(indented('')).toBeNull();
  });
});
