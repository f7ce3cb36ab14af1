import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { throttled } from './throttled';

describe('throttled', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('works at once, and once more for all who ask meanwhile', async () => {
    const work = vi.fn(() => Promise.resolve(true));
    const { ask } = throttled(work, 1_000);
    for (let i = 0; i < 5; i += 1) ask();
    expect(work).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(999);
    expect(work).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(work).toHaveBeenCalledTimes(2);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('never works twice at a time', async () => {
    let done: (whole: boolean) => void = () => undefined;
    const work = vi.fn(() => new Promise<boolean>((resolve) => (done = resolve)));
    const { ask } = throttled(work, 10);
    ask();
    ask();
    await vi.advanceTimersByTimeAsync(100);
    expect(work).toHaveBeenCalledTimes(1);
    done(true);
    await vi.advanceTimersByTimeAsync(10);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('tries again after a moment what failed, until it is done', async () => {
    const work = vi.fn(() => Promise.resolve(work.mock.calls.length === 3));
    throttled(work, 10).ask();
    await vi.advanceTimersByTimeAsync(2_999);
    expect(work).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(3_001);
    expect(work).toHaveBeenCalledTimes(3);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(work).toHaveBeenCalledTimes(3);
  });

  it('does nothing once stopped', async () => {
    const work = vi.fn(() => Promise.resolve(true));
    const again = throttled(work, 10);
    again.ask();
    again.ask();
    again.stop();
    await vi.advanceTimersByTimeAsync(100);
    again.ask();
    expect(work).toHaveBeenCalledTimes(1);
  });
});
