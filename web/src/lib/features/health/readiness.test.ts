import { describe, expect, it } from 'vitest';
import { readiness_of, seconds_to_next_look } from './readiness';

describe('readiness_of', () => {
  it('is ready at 200 and at nothing else', () => {
    expect(readiness_of(200, '{}')).toEqual({ state: 'ready' });
    expect(readiness_of(204, '')).toEqual({ state: 'not_ready', detail: null });
  });

  it('repeats the detail of a problem', () => {
    const body = '{"status": 503, "detail": "the database is away"}';
    expect(readiness_of(503, body)).toEqual({ state: 'not_ready', detail: 'the database is away' });
  });

  it('takes no detail from what is no problem', () => {
    for (const body of ['', '<html>', 'null', '[]', '{}', '{"detail": 3}', '{"detail": ""}']) {
      expect(readiness_of(503, body)).toEqual({ state: 'not_ready', detail: null });
    }
  });
});

describe('seconds_to_next_look', () => {
  it('looks sooner again while something is wrong', () => {
    const ready = seconds_to_next_look({ state: 'ready' });
    expect(seconds_to_next_look({ state: 'unreachable' })).toBeLessThan(ready);
    expect(seconds_to_next_look({ state: 'not_ready', detail: null })).toBeLessThan(ready);
  });
});
