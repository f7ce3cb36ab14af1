// A journey through the app: a test with a service and a Chromium of its own. What the page logs as
// an error, and where a journey ended badly, a picture of each page, is kept in build/test-results.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import { type Browser, type BrowserContext, type Page } from 'playwright-core';

import { launch } from './chromium.js';
import { deadline_ms } from './eventually.js';
import { sign_in } from './signing_in.js';
import { root, Stage } from './stage.js';

export const ann = 'ann@example.com';

export class Journey {
  readonly #contexts: BrowserContext[] = [];
  /** What went wrong within pages, whether or not the journey notices. */
  readonly errors: string[] = [];

  constructor(
    readonly stage: Stage,
    readonly browser: Browser
  ) {}

  /** A browser that knows nobody yet: cookies and storage of its own. */
  async open(options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    const context = await this.browser.newContext({
      baseURL: this.stage.url,
      locale: 'en-GB',
      timezoneId: 'Europe/London',
      viewport: { width: 1440, height: 900 },
      ...options
    });
    context.setDefaultTimeout(deadline_ms);
    this.#contexts.push(context);
    const page = await context.newPage();
    page.on('pageerror', (error) => this.errors.push(`${page.url()}: ${error}`));
    return page;
  }

  /** Such a browser, with somebody signed in by the form. */
  async signed_in(email = ann, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
    const page = await this.open(options);
    await page.goto('/login');
    await sign_in(page, email, this.stage.password);
    await page.getByRole('heading', { name: /^Welcome/ }).waitFor();
    return page;
  }

  async keep_pictures(name: string): Promise<void> {
    const directory = join(root, 'build', 'test-results');
    await mkdir(directory, { recursive: true });
    const pages = this.#contexts.flatMap((context) => context.pages());
    for (const [at, page] of pages.entries()) {
      const path = join(directory, `${name.replaceAll(/\W+/g, '_')}-${at + 1}.png`);
      await page.screenshot({ path }).catch(() => undefined);
      console.error(`${page.url()}: ${path}`);
    }
  }
}

export function journey(name: string, go: (journey: Journey) => Promise<void>): void {
  test(name, async () => {
    const stage = await Stage.start();
    try {
      const browser = await launch();
      const one = new Journey(stage, browser);
      try {
        await go(one);
        if (one.errors.length > 0) throw new Error(one.errors.join('\n'));
      } catch (error) {
        await one.keep_pictures(name);
        throw error;
      } finally {
        await browser.close();
      }
    } finally {
      await stage.stop();
    }
  });
}
