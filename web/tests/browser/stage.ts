// The service that a journey goes through, and its mail server: tests/binary/stage.py, which starts
// them as the other tests of the program do, and does what it is asked.
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

import type { components } from '../../generated/schema.js';
import { eventually } from './eventually.js';

type Schemas = components['schemas'];
type Totals = Schemas['Totals'];

// Tests run in web/.
export const root = join(process.cwd(), '..');

export interface NewStore {
  shop: string;
  name: string;
  owner: string;
  currency?: string;
  zone?: string;
}

export interface SimulatedWeek {
  store: string;
  days: { date: string; totals: Totals }[];
}

/** What Python answers to the first line and to each that is asked. */
type Told = { done: unknown } | { failed: string };

export class Stage {
  readonly #process: ChildProcessByStdio<Writable, Readable, null>;
  readonly #lines: AsyncIterator<string>;
  #last: Promise<unknown> = Promise.resolve();

  private constructor(
    process: ChildProcessByStdio<Writable, Readable, null>,
    lines: AsyncIterator<string>,
    readonly url: string,
    readonly password: string,
    readonly secret: string
  ) {
    this.#process = process;
    this.#lines = lines;
  }

  static async start(): Promise<Stage> {
    // Debian's Python, whose packages script/bootstrap installs.
    const process = spawn('/usr/bin/python3', ['-W', 'error', 'tests/binary/stage.py'], {
      cwd: root,
      stdio: ['pipe', 'pipe', 'inherit']
    });
    const lines = createInterface({ input: process.stdout })[Symbol.asyncIterator]();
    const { url, password, secret } = JSON.parse(await next(lines)) as {
      url: string;
      password: string;
      secret: string;
    };
    return new Stage(process, lines, url, password, secret);
  }

  async stop(): Promise<void> {
    const ended = once(this.#process, 'exit');
    this.#process.stdin.end();
    await ended;
  }

  add_user(email: string): Promise<void> {
    return this.#ask('add_user', { email });
  }

  /** The key. */
  add_api_key(email: string): Promise<string> {
    return this.#ask('add_api_key', { email });
  }

  /** The store's id. */
  add_store(store: NewStore): Promise<string> {
    return this.#ask('add_store', { ...store });
  }

  /** The text of the mail number `count` to an address, once it is there. */
  mail(address: string, count = 1): Promise<string> {
    return this.#ask('mail', { address, count });
  }

  import_simulated_week(owner: string): Promise<SimulatedWeek> {
    return this.#ask('import_simulated_week', { owner });
  }

  /** What the API says, asked with a key. */
  async get<Data>(path: string, key: string): Promise<Data> {
    const answer = await fetch(this.url + path, { headers: { Authorization: `Bearer ${key}` } });
    if (!answer.ok) throw new Error(`GET ${path}: ${answer.status} ${await answer.text()}`);
    return (await answer.json()) as Data;
  }

  /** Waits until everything that came of a store is projected. */
  async until_projected(store: string, key: string): Promise<void> {
    const is_done = async () => {
      const { pending } = await this.get<Schemas['Store']>(`/api/v1/stores/${store}`, key);
      return pending === 0;
    };
    await eventually(is_done, 'the deliveries to be projected');
  }

  /** One question at a time: answers come in their order. */
  #ask<Data>(name: string, more: object): Promise<Data> {
    const asked = this.#last.then(async () => {
      this.#process.stdin.write(`${JSON.stringify({ do: name, with: more })}\n`);
      const told = JSON.parse(await next(this.#lines)) as Told;
      if ('failed' in told) throw new Error(`${name}: ${told.failed}`);
      return told.done as Data;
    });
    this.#last = asked.catch(() => undefined);
    return asked;
  }
}

async function next(lines: AsyncIterator<string>): Promise<string> {
  const { value, done } = await lines.next();
  if (done) throw new Error('the service has ended; its output says why');
  return value as string;
}
