import { describe, expect, it } from 'vitest';
import { device_in_words, in_fours } from './device';

describe('device_in_words', () => {
  it('knows browsers that call themselves by others’ names', () => {
    const chrome = 'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (like Gecko) Chrome/140';
    expect(device_in_words(`${chrome} Safari/537.36`)).toBe('Chrome on Windows');
    expect(device_in_words(`${chrome} Safari/537.36 Edg/140.0`)).toBe('Edge on Windows');
    expect(device_in_words('Mozilla/5.0 (Linux; Android 15) Gecko/140.0 Firefox/140.0')).toBe(
      'Firefox on Android'
    );
    expect(
      device_in_words('Mozilla/5.0 (iPhone; CPU OS 19_0 like Mac OS X) Version/19 Safari/604')
    ).toBe('Safari on iPhone');
  });

  it('tells others as they are', () => {
    expect(device_in_words('till-printer 3')).toBe('till-printer 3');
    expect(device_in_words(' ')).toBe('Unknown device');
  });
});

describe('in_fours', () => {
  it('has a space after each four but the last', () => {
    expect(in_fours('JBSWY3DPEHPK3PXP')).toBe('JBSW Y3DP EHPK 3PXP');
    expect(in_fours('ABCDE')).toBe('ABCD E');
  });
});
