// Hears what changes in a store while its pages are open, and tells those who show it.
import { getContext, setContext } from 'svelte';
import type { Schemas } from '$lib/api/open_client';
import { authorised_fetch } from '$lib/features/session/authorised_fetch';
import { keeper } from '$lib/features/session/session.svelte';
import { EventParser, retry_delay_ms } from './event_stream';

export type Change = Schemas['Change'];
/** Null: watching has begun (again), and anything may have changed before. */
type Listener = (change: Change | null) => void;

/** The server says something every 15 s; who hears nothing this long is cut off. */
const silence_ms = 35_000;
/** Cut off this long, figures are old. */
const stale_after_ms = 20_000;
/** Who opens a page waits no longer than this for watching to begin before asking. */
const opening_ms = 400;

const open_stream = authorised_fetch(keeper, (request) => fetch(request));

export class Live {
  state = $state<'connecting' | 'live' | 'reconnecting' | 'stale'>('connecting');
  /** When the newest change was received by the server, as far as told. */
  through = $state<string | null>(null);
  /** Watching is about to begin for the first time: all will be told, and need not ask before. */
  is_opening = true;
  readonly #listeners = new Set<Listener>();
  #opening_timer: ReturnType<typeof setTimeout> | undefined;
  #stale_timer: ReturnType<typeof setTimeout> | undefined;

  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /**
   * Watches a store until the function given back is called; not while nobody sees the page.
   * `on_refused`: the store is gone, or whoever watches has no access to it any more.
   */
  watch(store: string, on_refused: () => unknown): () => void {
    this.state = 'connecting';
    this.through = null;
    let watching: AbortController | null = null;
    const look = () => {
      watching?.abort();
      watching = document.hidden ? null : new AbortController();
      if (!watching) this.#open();
      else void this.#keep_connected(store, watching.signal, on_refused);
    };
    look();
    this.#opening_timer ??= setTimeout(() => this.#open(), opening_ms);
    document.addEventListener('visibilitychange', look);
    return () => {
      document.removeEventListener('visibilitychange', look);
      watching?.abort();
      this.#clear_stale_timer();
    };
  }

  async #keep_connected(
    store: string,
    stop: AbortSignal,
    on_refused: () => unknown
  ): Promise<void> {
    for (let attempt = 0; !stop.aborted; attempt += 1) {
      this.#expect_connection();
      const end = await this.#read(store, stop);
      if (stop.aborted) return;
      this.#open();
      if (end === 'refused') on_refused();
      if (end === 'was_live') attempt = 0;
      if (this.state === 'live') this.state = 'reconnecting';
      await sleep(retry_delay_ms(attempt, Math.random()), stop);
    }
  }

  /** Reads one stream to its end, if there is one. */
  async #read(store: string, stop: AbortSignal): Promise<'was_live' | 'refused' | 'failed'> {
    const cut = new AbortController();
    const watchdog = new Watchdog(silence_ms, () => cut.abort());
    let end: 'was_live' | 'failed' = 'failed';
    try {
      const answer = await open_stream(
        new Request(`/api/v1/stores/${encodeURIComponent(store)}/live`, {
          signal: AbortSignal.any([stop, cut.signal])
        })
      );
      if (answer.status === 403 || answer.status === 404) return 'refused';
      if (!answer.ok || answer.body === null) return 'failed';
      end = 'was_live';
      this.#begin();
      await this.#hear(answer.body, watchdog);
    } catch {
      // Cut off: by the network, by silence, or because nobody listens any more.
    } finally {
      watchdog.stop();
    }
    return end;
  }

  async #hear(body: ReadableStream<Uint8Array>, watchdog: Watchdog): Promise<void> {
    const parser = new EventParser();
    const reader = body.getReader();
    const decoder = new TextDecoder();
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      watchdog.pat();
      for (const { event, data } of parser.feed(decoder.decode(value, { stream: true }))) {
        if (event === 'changed') this.#tell(JSON.parse(data) as Change);
      }
    }
  }

  #begin(): void {
    this.#clear_stale_timer();
    this.state = 'live';
    this.#tell(null);
  }

  /** Without watching yet, or at all. */
  #open(): void {
    if (this.is_opening) this.#tell(null);
  }

  #tell(change: Change | null): void {
    this.is_opening = false;
    clearTimeout(this.#opening_timer);
    if (change?.through) this.through = change.through;
    for (const listener of this.#listeners) listener(change);
  }

  #expect_connection(): void {
    this.#stale_timer ??= setTimeout(() => (this.state = 'stale'), stale_after_ms);
  }

  #clear_stale_timer(): void {
    clearTimeout(this.#stale_timer);
    this.#stale_timer = undefined;
  }
}

class Watchdog {
  readonly #patience_ms: number;
  readonly #bark: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(patience_ms: number, bark: () => void) {
    this.#patience_ms = patience_ms;
    this.#bark = bark;
    this.pat();
  }

  pat(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(this.#bark, this.#patience_ms);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

function sleep(ms: number, stop: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    stop.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true });
  });
}

const key = Symbol('live');

export function provide_live(): Live {
  return setContext(key, new Live());
}

export function live(): Live {
  return getContext<Live>(key);
}
