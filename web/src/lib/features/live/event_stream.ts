// The parts of a stream of server-sent events, as it comes in pieces; no I/O.

export interface ServerEvent {
  event: string;
  data: string;
}

export class EventParser {
  #line = '';
  #event = '';
  #data: string[] = [];

  /** The events that end within this piece. */
  feed(piece: string): ServerEvent[] {
    const lines = (this.#line + piece).split(/\r\n|\n|\r(?!$)/);
    this.#line = lines.pop() ?? '';
    return lines.flatMap((line) => this.#take(line) ?? []);
  }

  #take(line: string): ServerEvent | null {
    if (line === '') return this.#end();
    const [, field = '', value = ''] = /^([^:]*):? ?(.*)$/.exec(line) ?? [];
    if (field === 'event') this.#event = value;
    else if (field === 'data') this.#data.push(value);
    return null;
  }

  #end(): ServerEvent | null {
    const event = { event: this.#event || 'message', data: this.#data.join('\n') };
    const is_some = this.#data.length > 0;
    this.#event = '';
    this.#data = [];
    return is_some ? event : null;
  }
}

/** How long to wait before connection number `attempt` (from 0); `chance` spreads the crowd. */
export function retry_delay_ms(attempt: number, chance: number): number {
  const most = Math.min(15_000, 500 * 2 ** attempt);
  return Math.round(most / 2 + (most / 2) * chance);
}
