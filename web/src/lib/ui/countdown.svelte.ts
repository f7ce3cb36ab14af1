// Whole seconds down to nothing, by the clock: a tab that slept is not late.
export class Countdown {
  left_s = $state(0);
  #ends_at_ms = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  start(seconds: number): void {
    this.#ends_at_ms = Date.now() + seconds * 1000;
    this.#look();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.left_s = 0;
  }

  #look(): void {
    clearTimeout(this.#timer);
    const left_ms = Math.max(0, this.#ends_at_ms - Date.now());
    this.left_s = Math.ceil(left_ms / 1000);
    if (left_ms > 0) this.#timer = setTimeout(() => this.#look(), left_ms % 1000 || 1000);
  }
}
