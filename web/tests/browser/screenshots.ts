// Pictures of the demo's pages (script/screenshots): `node screenshots.js DIRECTORY`, the demo in
// TILLWATCH_URL. Each is NAME-WIDTH-SCHEME.png; states that a page is in for a moment only, or never
// in the demo, are made by what the page is answered.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import type { Browser, Locator, Page, Route } from 'playwright-core';

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
/** At 96 dots an inch, within margins of 1 cm. */
const a4 = { width: 718, height: 1047 };
/** Animations have ended, and what appears with a delay is there. */
const settling_ms = 700;

/** Has no orders yet; its name puts it behind the demo's in every list. */
const new_store = {
  Domain: 'yarrow.myshopify.com',
  Name: 'Yarrow',
  Currency: 'GBP',
  'Time zone': 'Europe/London',
  'Webhook secret': 'as-long-as-those-of-shopify-are-0123456789'
};

type Look = (typeof looks)[number];
type Answer = (route: Route) => unknown;
type Step = (page: Page) => Promise<unknown>;

interface Picture {
  name: string;
  path: string;
  /** What is done once the page is there. */
  step?: Step;
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

const press =
  (name: string | RegExp): Step =>
  (page) =>
    page.getByRole('button', { name }).first().click();

/** From a list on to the first of its rows. */
const to_first_row: Step = async (page) => {
  const list = page.url();
  await page.locator('tbody a').first().click();
  await page.waitForURL((url) => url.href !== list);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
};

/** What came of a delivery, as in the demo all are applied. */
const outcomes = [
  { state: 'pending', reason: null },
  { state: 'applied', reason: null },
  { state: 'failed', reason: "currency is not the store's currency; line_items[0].id is missing" },
  { state: 'ignored', reason: 'a merge that is not completed' },
  { state: 'duplicate', reason: null }
];

const with_outcomes: Answer = async (route) => {
  const answer = await route.fetch();
  const page = (await answer.json()) as { items: object[] };
  const items = page.items.map((one, at) => ({ ...one, ...outcomes[at % outcomes.length] }));
  await route.fulfill({ response: answer, json: { ...page, items } });
};

/** As a browser shows the page to its printer. */
const to_paper: Step = async (page) => {
  await page.setViewportSize(a4);
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
};

function pictures_of(store: string, new_store: string): Picture[] {
  const base = `/stores/${store}`;
  const [orders, deliveries] = [`${base}/orders`, `${base}/deliveries`];
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
    { name: 'first_steps', path: `/stores/${new_store}` },
    { name: 'range', path: base, top: true, step: press(/^Last 30 days/) },
    { name: 'switcher', path: base, top: true, step: press(/change to another store$/) },
    { name: 'keys', path: base, top: true, step: (page) => page.keyboard.press('?') },
    { name: 'account_menu', path: base, top: true, step: press(/^Account of/) },
    { name: 'offline', path: base, top: true, step: (page) => page.context().setOffline(true) },
    { name: 'print', path: base, step: to_paper },
    { name: 'no_access', path: '/stores/unknown' },
    { name: 'docs', path: '/docs', top: true },
    { name: 'orders_filtered', path: `${orders}?q=a&financial_status=paid&channel=web` },
    { name: 'orders_filters', path: orders, top: true, step: press('Filters') },
    { name: 'orders_columns', path: orders, top: true, step: press('Columns') },
    { name: 'deliveries_filtered', path: `${deliveries}?state=applied&topic=orders/create` },
    { name: 'deliveries_outcomes', path: deliveries, top: true, answer: with_outcomes },
    { name: 'deliveries_filters', path: deliveries, top: true, step: press('Filters') },
    { name: 'deliveries_replay', path: deliveries, top: true, step: press('Replay failed…') },
    ...lists.flatMap((place): Picture[] => [
      { name: place, path: `${base}/${place}` },
      { name: `one_of_${place}`, path: `${base}/${place}`, step: to_first_row }
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
  const { path, answer, step, top } = picture;
  const viewport = page.viewportSize();
  if (answer) await page.route(data, answer);
  await page.goto(path);
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  if (!answer) await settled(page);
  await step?.(page);
  if (answer !== states.loading) await nothing_is_awaited(page);
  await page.waitForTimeout(settling_ms);
  await page.screenshot({ path: file, fullPage: !top });
  if (answer) await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.context().setOffline(false);
  await page.emulateMedia({ media: null });
  if (viewport) await page.setViewportSize(viewport);
}

async function open(browser: Browser, [width, colorScheme]: Look): Promise<Page> {
  const context = await browser.newContext({
    baseURL: process.env.TILLWATCH_URL ?? 'http://127.0.0.1:8080',
    locale: 'en-GB',
    viewport: { width, height: width < 500 ? 844 : 900 },
    colorScheme
  });
  context.setDefaultTimeout(deadline_ms);
  return context.newPage();
}

async function sign_in_to_demo(page: Page): Promise<void> {
  await page.goto('/login');
  await sign_in(page, account, password);
  await page.getByRole('heading', { name: /^Welcome/ }).waitFor();
}

async function add_new_store(browser: Browser): Promise<void> {
  const page = await open(browser, looks[0]);
  await sign_in_to_demo(page);
  await page.goto('/stores/new');
  for (const [label, value] of Object.entries(new_store)) {
    await page.getByLabel(label, { exact: true }).fill(value);
  }
  await page.getByRole('button', { name: 'Add the store' }).click();
  await page.getByText('Nothing yet.').waitFor();
  await page.context().close();
}

async function take_all(browser: Browser, look: Look, directory: string): Promise<void> {
  const [width, scheme] = look;
  const page = await open(browser, look);
  const take_each = async (pictures: Picture[]) => {
    for (const picture of pictures) {
      await take(page, picture, join(directory, `${picture.name}-${width}-${scheme}.png`));
    }
  };
  await take_each(for_strangers);
  await sign_in_to_demo(page);
  const stores = page.getByRole('region', { name: 'Your stores' });
  const id_of = async (link: Locator) =>
    (await link.getAttribute('href'))?.split('/').at(-1) ?? '';
  const first = await id_of(stores.locator('li a').first());
  const last = await id_of(stores.getByRole('link', { name: new_store.Name, exact: true }));
  await take_each(pictures_of(first, last));
  await page.context().close();
}

const directory = process.argv[2];
if (!directory) throw new Error('usage: screenshots DIRECTORY');
await mkdir(directory, { recursive: true });
const browser = await launch();
try {
  await add_new_store(browser);
  for (const look of looks) await take_all(browser, look, directory);
} finally {
  await browser.close();
}
