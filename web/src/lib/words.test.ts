import { describe, expect, it } from 'vitest';
import { words_of } from './words';

describe('words_of', () => {
  it('reads like words', () => {
    expect(words_of('partially_refunded')).toBe('Partially refunded');
    expect(words_of('')).toBe('');
  });
});
