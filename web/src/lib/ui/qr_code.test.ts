import { describe, expect, it } from 'vitest';
import { qr_code_of, quiet_modules } from './qr_code';

const { side, path } = qr_code_of('otpauth://totp/Tillwatch:ann@example.com?secret=ABCDEFGH');
const dark = new Set([...path.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`));

/** A finder's ring, by the standard: 7 × 7 dark, 5 × 5 light, 3 × 3 dark. */
function is_dark_in_finder(x: number, y: number): boolean {
  const from_middle = Math.max(Math.abs(x - 3), Math.abs(y - 3));
  return from_middle !== 2;
}

describe('qr_code_of', () => {
  it('has a side of the standard and a margin around it', () => {
    expect((side - 2 * quiet_modules - 17) % 4).toBe(0);
    for (const at of dark) {
      for (const place of at.split(' ').map(Number)) {
        expect(place).toBeGreaterThanOrEqual(quiet_modules);
        expect(place).toBeLessThan(side - quiet_modules);
      }
    }
  });

  it('has a finder in three corners', () => {
    const far = side - quiet_modules - 7;
    for (const [left, top] of [
      [quiet_modules, quiet_modules],
      [far, quiet_modules],
      [quiet_modules, far]
    ] as const) {
      for (let x = 0; x < 7; ++x) {
        for (let y = 0; y < 7; ++y) {
          expect(dark.has(`${left + x} ${top + y}`)).toBe(is_dark_in_finder(x, y));
        }
      }
    }
  });

  it('differs where the text does', () => {
    expect(qr_code_of('otpauth://totp/a').path).not.toBe(qr_code_of('otpauth://totp/b').path);
  });
});
