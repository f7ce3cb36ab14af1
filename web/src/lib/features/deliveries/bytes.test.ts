import { describe, expect, it } from 'vitest';
import { bytes_in_words } from './bytes';

describe('bytes_in_words', () => {
  it('goes by steps of a thousand, with one decimal', () => {
    expect(bytes_in_words(999, 'en')).toBe('999 bytes');
    expect(bytes_in_words(1_946, 'en')).toBe('1.9 kB');
    expect(bytes_in_words(9_000, 'en')).toBe('9.0 kB');
    expect(bytes_in_words(10_485_760, 'en')).toBe('10.5 MB');
  });
});
