import { describe, expect, it } from 'vitest';
import { signature_in_words } from './signature';

describe('signature_in_words', () => {
  it('is good only where the stored body is the one that was signed', () => {
    const kind = (intact: boolean | null) =>
      signature_in_words({ value: 'x', signed_by: 'current', intact }).kind;
    expect([kind(true), kind(false), kind(null)]).toEqual(['good', 'bad', 'plain']);
  });

  it('says whose secret it was', () => {
    const { words } = signature_in_words({ value: null, signed_by: 'app', intact: true });
    expect(words).toMatch(/^Signed with the app’s secret/);
  });
});
