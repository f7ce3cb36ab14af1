import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Later } from './later';

describe('Later', () => {
  let done = 0;
  const work = () => (done += 1);

  beforeEach(() => {
    vi.useFakeTimers();
    done = 0;
  });
  afterEach(() => vi.useRealTimers());

  it('does once what was begun several times, when the first has waited long enough', () => {
    const later = new Later(100);
    later.begin(work);
    vi.advanceTimersByTime(60);
    later.begin(work);
    vi.advanceTimersByTime(39);
    expect(done).toBe(0);
    vi.advanceTimersByTime(1);
    expect(done).toBe(1);
    vi.advanceTimersByTime(1_000);
    expect(done).toBe(1);
  });

  it('does at once what is hurried, and nothing where nothing waits', () => {
    const later = new Later(100);
    later.hurry();
    later.begin(work);
    later.hurry();
    expect(done).toBe(1);
    vi.advanceTimersByTime(1_000);
    expect(done).toBe(1);
  });

  it('does nothing any more once it is stopped', () => {
    const later = new Later(100);
    later.begin(work);
    later.stop();
    vi.advanceTimersByTime(1_000);
    later.hurry();
    expect(done).toBe(0);
  });
});
