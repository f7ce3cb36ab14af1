// Something to do after a while, or sooner if it is hurried.
export class Later {
  readonly #after_ms: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #work: (() => void) | null = null;

  constructor(after_ms: number) {
    this.#after_ms = after_ms;
  }

  /** What waits already keeps its time. */
  begin(work: () => void): void {
    this.#work = work;
    this.#timer ??= setTimeout(() => this.hurry(), this.#after_ms);
  }

  hurry(): void {
    const work = this.#work;
    this.stop();
    work?.();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#work = null;
  }
}
