import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { throttled } from './throttled';

describe('throttled', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('works at once, and once more for all who ask meanwhile', async () => {
    const work = vi.fn(() => Promise.resolve());
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
    let done = (): void => undefined;
    const work = vi.fn(() => new Promise<void>((resolve) => (done = resolve)));
    const { ask } = throttled(work, 10);
    ask();
    ask();
    await vi.advanceTimersByTimeAsync(100);
    expect(work).toHaveBeenCalledTimes(1);
    done();
    await vi.advanceTimersByTimeAsync(10);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('does nothing once stopped', async () => {
    const work = vi.fn(() => Promise.resolve());
    const again = throttled(work, 10);
    again.ask();
    again.ask();
    again.stop();
    await vi.advanceTimersByTimeAsync(100);
    again.ask();
    expect(work).toHaveBeenCalledTimes(1);
  });
});
