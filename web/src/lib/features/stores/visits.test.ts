import { describe, expect, it } from 'vitest';
import { looked, visits_in } from './visits';

const at = (time: string) => `2026-07-02T${time}:00.000Z`;

describe('looked', () => {
  it('remembers when the visit before ended', () => {
    const first = looked(undefined, new Date(at('08:00')));
    expect(first).toEqual({ before: null, latest: at('08:00') });
    expect(looked(first, new Date(at('08:30')))).toEqual({
      before: at('08:00'),
      latest: at('08:30')
    });
  });

  it('takes looking again soon as the same visit', () => {
    const visit = { before: at('01:00'), latest: at('08:00') };
    expect(looked(visit, new Date(at('08:29')))).toEqual({
      before: at('01:00'),
      latest: at('08:29')
    });
  });
});

describe('visits_in', () => {
  it('takes what was kept, and nothing else', () => {
    const visit = { before: null, latest: at('08:00') };
    const kept = { a: visit, b: { before: 'never', latest: at('08:00') }, c: 5 };
    expect(visits_in(JSON.stringify(kept))).toEqual({ a: visit });
    for (const text of [null, '', 'null', '[1', '7']) expect(visits_in(text)).toEqual({});
  });
});
