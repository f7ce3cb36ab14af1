import { describe, expect, it } from 'vitest';
import { change_of } from './change';

const en = { locale: 'en' };

describe('change_of', () => {
  it('goes up or down by a share', () => {
    const up = { text: '50.0%', direction: 'up', tone: 'good' };
    expect(change_of('150.00', '100.00', en)).toEqual(up);
    expect(change_of(3, 4, en)).toEqual({ text: '25.0%', direction: 'down', tone: 'bad' });
    expect(change_of(4, 4, en)).toEqual({ text: '0.0%', direction: 'same', tone: 'plain' });
  });

  it('goes up, which is bad, where more is taken off', () => {
    const change = (now: string, before: string) =>
      change_of(now, before, { ...en, is_deduction: true });
    expect(change('-15.00', '-10.00')).toEqual({ text: '50.0%', direction: 'up', tone: 'bad' });
    expect(change('-5.00', '-10.00')).toEqual({ text: '50.0%', direction: 'down', tone: 'good' });
  });

  it('has no share of nothing', () => {
    expect(change_of('5.00', '0.00')?.direction).toBe('unknown');
    expect(change_of('5.00', null)?.direction).toBe('unknown');
    expect(change_of('0.00', '0.00')?.direction).toBe('same');
  });

  it('is none where nothing is compared', () => expect(change_of(1, undefined)).toBeNull());

  it('is none of an average of nothing', () => {
    expect(change_of(null, null)).toBeNull();
    expect(change_of(null, '5.00')).toBeNull();
  });
});
