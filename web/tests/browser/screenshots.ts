// Pictures of the demo's pages (script/screenshots): `node screenshots.js DIRECTORY`, the demo in
// TILLWATCH_URL. Each is NAME-WIDTH-SCHEME.png; states that a page is in for a moment only, or never
// in the demo, are made by what the page is answered.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Browser, Page, Route } from 'playwright-core';

import { launch } from './chromium.js';
import { deadline_ms } from './eventually.js';
import { sign_in } from './signing_in.js';

const account = 'demo@example.com';
const password = 'watch-the-tills';
const looks = [
  [1440, 'light'],
  [390, 'dark'],
  [1440, 'dark'],
  [390, 'light']
] as const;
/** Animations have ended, and what appears with a delay is there. */
const settling_ms = 700;

type Look = (typeof looks)[number];
type Answer = (route: Route) => unknown;

interface Picture {
  name: string;
  path: string;
  /** Goes on from the list at `path` to the first of its rows. */
  first_row?: boolean;
  /** What is in sight at first, not the whole page. */
  top?: boolean;
  answer?: Answer;
}

const data = /\/api\/v1\/stores\/\w+\/(insights|orders|customers|products|checkouts|deliveries)/;

const states: Record<string, Answer> = {
  loading: () => undefined,
  error: (route) =>
    route.fulfill({
      status: 503,
      contentType: 'application/problem+json',
      json: { type: 'about:blank', title: 'Unavailable', status: 503, detail: 'Try again soon.' }
    }),
  empty: (route) => route.fulfill({ json: { items: [], next_cursor: null } })
};

function pictures_of(store: string): Picture[] {
  const base = `/stores/${store}`;
  const lists = ['orders', 'customers', 'products', 'checkouts', 'deliveries'];
  const without_data = Object.entries(states).flatMap(([state, answer]) =>
    ['', ...lists].map((place): Picture => {
      const name = `${place || 'dashboard'}-${state}`;
      if (place !== '' || state !== 'empty') return { name, path: `${base}/${place}`, answer };
      // Days before the first order.
      return { name, path: `${base}?from=2001-01-01&to=2001-01-31` };
    })
  );
  return [
    { name: 'welcome', path: '/' },
    { name: 'account', path: '/account' },
    { name: 'new_store', path: '/stores/new' },
    { name: 'connect', path: `/stores/new?store=${store}` },
    { name: 'dashboard', path: base },
    { name: 'top_of_dashboard', path: base, top: true },
    { name: 'explained', path: `${base}?explain=total_sales`, top: true },
    { name: 'settings', path: `${base}/settings` },
    ...lists.flatMap((place): Picture[] => [
      { name: place, path: `${base}/${place}` },
      { name: `one_of_${place}`, path: `${base}/${place}`, first_row: true }
    ]),
    ...without_data
  ];
}

const for_strangers: Picture[] = [
  { name: 'front', path: '/' },
  { name: 'login', path: '/login' },
  { name: 'signup', path: '/signup' },
  { name: 'forgot', path: '/forgot' }
];

function nothing_is_awaited(page: Page): Promise<void> {
  return page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
}

/** A machine that is busy with the pictures may refuse what it is asked meanwhile. */
async function settled(page: Page): Promise<void> {
  await nothing_is_awaited(page);
  const again = page.getByRole('button', { name: 'Try again' });
  for (let tries = 0; tries < 5 && (await again.count()) > 0; tries += 1) {
    await page.reload();
    await nothing_is_awaited(page);
  }
}

async function take(page: Page, picture: Picture, file: string): Promise<void> {
  const { path, answer, first_row, top } = picture;
  if (answer) await page.route(data, answer);
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  if (!answer) await settled(page);
  if (first_row) {
    await page.locator('tbody a').first().click();
    await page.waitForURL((url) => url.pathname !== path);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
  }
  if (answer !== states.loading) await nothing_is_awaited(page);
  await page.waitForTimeout(settling_ms);
  await page.screenshot({ path: file, fullPage: !top });
  if (answer) await page.unrouteAll({ behavior: 'ignoreErrors' });
}

async function take_all(browser: Browser, [width, scheme]: Look, directory: string) {
  const context = await browser.newContext({
    baseURL: process.env.TILLWATCH_URL ?? 'http://127.0.0.1:8080',
    locale: 'en-GB',
    viewport: { width, height: width < 500 ? 844 : 900 },
    colorScheme: scheme
  });
  context.setDefaultTimeout(deadline_ms);
  const page = await context.newPage();
  const take_each = async (pictures: Picture[]) => {
    for (const picture of pictures) {
      await take(page, picture, join(directory, `${picture.name}-${width}-${scheme}.png`));
    }
  };
  await take_each(for_strangers);
  await page.goto('/login');
  await sign_in(page, account, password);
  const store = page.getByRole('region', { name: 'Your stores' }).locator('li a').first();
  const id = (await store.getAttribute('href'))?.split('/').at(-1);
  if (!id) throw new Error('the demo has no store');
  await take_each(pictures_of(id));
  await context.close();
}

const directory = process.argv[2];
if (!directory) throw new Error('usage: screenshots DIRECTORY');
await mkdir(directory, { recursive: true });
const browser = await launch();
try {
  for (const look of looks) await take_all(browser, look, directory);
} finally {
  await browser.close();
}
