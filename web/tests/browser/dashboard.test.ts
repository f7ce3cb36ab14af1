// The dashboard: what it shows is what the server says, at once, and however sessions come and go.
import assert from 'node:assert/strict';

import type { Page } from 'playwright-core';

import type { components } from '../../generated/schema.js';
import { eventually, in_time } from './eventually.js';
import { ann, journey } from './journey.js';
import { deliver, order } from './webhook.js';

type Overview = components['schemas']['Overview'];
type Totals = Overview['totals'];

/** Webhooks whose way to the screen is timed. */
const webhooks = Number(process.env.TILLWATCH_TEST_WEBHOOKS ?? '20');

const cards: Record<string, keyof Totals> = {
  'Total sales': 'total_sales',
  Orders: 'orders',
  'Average order value': 'average_order_value',
  'Net sales': 'net_sales',
  Customers: 'customers',
  'New customers': 'new_customers',
  'Returning customers': 'returning_customers',
  'Items sold': 'units'
};

const steps: Record<string, keyof Totals> = {
  'Gross sales': 'gross_sales',
  Discounts: 'discounts',
  Returns: 'returns',
  'Net sales': 'net_sales',
  Shipping: 'shipping',
  Duties: 'duties',
  Fees: 'fees',
  Taxes: 'taxes',
  'Total sales': 'total_sales'
};

function card(page: Page, name: string) {
  return page
    .getByRole('region', { name: 'Figures' })
    .getByRole('article')
    .filter({ has: page.getByRole('button', { name, exact: true }) })
    .locator('.value');
}

function step(page: Page, name: string) {
  return page
    .getByRole('region', { name: 'Total sales breakdown' })
    .getByRole('row')
    .filter({ has: page.getByRole('rowheader', { name, exact: false }).getByText(name) })
    .getByRole('cell')
    .first();
}

/** "-£1,234.50" as the API has it: "-1234.50". */
function amount(text: string): string {
  return text.replaceAll(/[^\d.-]/g, '');
}

async function shown(page: Page): Promise<Record<string, string>> {
  const figures: Record<string, string> = {};
  for (const name of Object.keys(cards)) figures[name] = await card(page, name).innerText();
  for (const name of Object.keys(steps)) figures[`= ${name}`] = await step(page, name).innerText();
  return Object.fromEntries(Object.entries(figures).map(([name, text]) => [name, amount(text)]));
}

function expected(totals: Totals): Record<string, string> {
  const of = (names: Record<string, keyof Totals>, mark: string) =>
    Object.entries(names).map(([name, measure]) => [mark + name, String(totals[measure] ?? '')]);
  return Object.fromEntries([...of(cards, ''), ...of(steps, '= ')]);
}

async function settled(page: Page): Promise<void> {
  await page.locator('section[aria-label="Figures"][aria-busy="false"]').waitFor();
}

journey('figures on screen are those of the API, and of the simulator', async (one) => {
  const { stage } = one;
  await stage.add_user(ann);
  const key = await stage.add_api_key(ann);
  const { store, days } = await stage.import_simulated_week(ann);
  const page = await one.signed_in();
  const [first, last] = [days[0], days.at(-1)];
  assert.ok(first && last);
  const ranges = [{ from: first.date, to: last.date, by_simulator: null as Totals | null }].concat(
    days.map(({ date, totals }) => ({ from: date, to: date, by_simulator: totals }))
  );
  await page.goto(`/stores/${store}`);
  for (const { from, to, by_simulator } of ranges) {
    const range = `from=${from}&to=${to}`;
    const { totals } = await stage.get<Overview>(
      `/api/v1/stores/${store}/insights/overview?${range}`,
      key
    );
    if (by_simulator) assert.deepEqual(totals, by_simulator, from);
    await page.goto(`/stores/${store}?${range}`);
    await settled(page);
    assert.deepEqual(await shown(page), expected(totals), range);
  }
});

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

journey('each webhook is on screen without a reload', async (one) => {
  const shop = 'busy.myshopify.com';
  await one.stage.add_user(ann);
  const store = await one.stage.add_store({ shop, name: 'Busy', owner: ann });
  const page = await one.signed_in();
  await page.goto(`/stores/${store}?range=last_7_days`);
  await page.getByText('Live', { exact: true }).waitFor();
  await settled(page);
  const orders = card(page, 'Orders');
  assert.equal(await orders.innerText(), '0');
  const took_ms: number[] = [];
  for (let number = 1; number <= webhooks; number += 1) {
    const arrived = orders.evaluate(
      (element, wanted) =>
        new Promise<number>((resolve) => {
          const look = () => element.textContent?.trim() === wanted && resolve(Date.now());
          const all = { subtree: true, characterData: true, childList: true };
          new MutationObserver(look).observe(element, all);
          look();
        }),
      String(number)
    );
    const sent_at = Date.now();
    assert.equal(await deliver(one.stage, shop, 'orders/create', order(number)), 200);
    took_ms.push((await in_time(arrived, `order ${number}`)) - sent_at);
  }
  took_ms.sort((a, b) => a - b);
  console.log(
    `from sending a webhook to the figure on screen, ${webhooks} times: ` +
      `p50 ${quantile(took_ms, 0.5)} ms, p99 ${quantile(took_ms, 0.99)} ms`
  );
});

journey('a dashboard that opens asks once, and what is out of sight follows', async (one) => {
  const shop = 'tall.myshopify.com';
  await one.stage.add_user(ann);
  const store = await one.stage.add_store({ shop, name: 'Tall', owner: ann });
  assert.equal(await deliver(one.stage, shop, 'orders/create', order(1, '10.00')), 200);
  await one.stage.until_projected(store, await one.stage.add_api_key(ann));
  const page = await one.signed_in();
  const asked: string[] = [];
  page.on('request', (request) => {
    const { pathname, search } = new URL(request.url());
    if (pathname.includes('/insights/')) asked.push(pathname + search);
  });
  const stream = page.waitForResponse((response) => response.url().endsWith('/live'));
  await page.goto(`/stores/${store}?range=last_7_days`);
  await page.getByText('Live', { exact: true }).waitFor();
  // A page does not wait for long: what it asks before it watches is asked once more.
  const took_ms = (await stream).request().timing().responseStart;
  const lowest = page.getByRole('region', { name: 'New and returning customers', exact: true });
  await lowest.getByText('£10.00').waitFor();
  await page.waitForFunction(() => !document.querySelector('main section[aria-busy="true"]'));
  const again = asked.filter((address, at) => asked.indexOf(address) !== at);
  assert.ok(again.length === 0 || took_ms > 300, `${again.join()} after ${took_ms} ms`);
  assert.equal(await deliver(one.stage, shop, 'orders/create', order(2, '5.00')), 200);
  await lowest.getByText('£15.00').waitFor();
  assert.equal(await page.evaluate(() => scrollY), 0);
});

journey('what a cell, a bucket and a step of checkouts count opens as just that list', async (one) => {
  const shop = 'opened.myshopify.com';
  await one.stage.add_user(ann);
  const store = await one.stage.add_store({ shop, name: 'Opened', owner: ann });
  const at = (time: string) => ({ created_at: time, processed_at: time, updated_at: time });
  const wednesday = '2026-07-01T12:00:00Z';
  const checkout = (token: string, more: object) =>
    JSON.stringify({ token, currency: 'GBP', ...at(wednesday), line_items: [], ...more });
  for (const [topic, body] of [
    ['orders/create', order(1, '10.00', at(wednesday))],
    ['orders/create', order(2, '10.00', at(wednesday))],
    ['orders/create', order(3, '10.00', { ...at(wednesday), test: true })],
    ['orders/create', order(4, '90.00', at('2026-07-02T12:00:00Z'))],
    ['checkouts/create', checkout('t1', { email: 'bo@example.com' })],
    ['checkouts/create', checkout('t2', { email: 'cy@example.com', completed_at: '2026-07-01T15:00:00Z' })],
    ['checkouts/create', checkout('t3', {})]
  ] as const)
    assert.equal(await deliver(one.stage, shop, topic, body), 200);
  await one.stage.until_projected(store, await one.stage.add_api_key(ann));
  const page = await one.signed_in();
  const look = () => page.goto(`/stores/${store}?from=2026-07-01&to=2026-07-02`);
  const panel = (name: string) => page.getByRole('region', { name, exact: true });
  const listed = async () => {
    const names = page.locator('tbody tr td:first-child, tbody tr th:first-child');
    await names.first().waitFor();
    return (await names.allInnerTexts()).length;
  };

  await look();
  await panel('Orders by weekday and hour').getByTitle(/^Wednesday, .*: 2$/).locator('a').click();
  const filters = page.getByRole('list', { name: 'Filters in effect' });
  await filters.getByText('Weekday: Wednesday').waitFor();
  assert.equal(await listed(), 2);
  await look();
  const values = panel('Order values');
  await values.getByText('As a table').click();
  await values.getByRole('link', { name: '2', exact: true }).click();
  await filters.getByText('Order value below').waitFor();
  assert.equal(await listed(), 2);
  for (const [step, rows] of [
    ['Abandoned', 2],
    ['Recovered later', 1],
    ['Started', 3]
  ] as const) {
    await look();
    await panel('Checkouts').getByRole('link', { name: step, exact: true }).click();
    await filters.getByText('Counted under: ').waitFor();
    assert.equal(await listed(), rows, step);
  }
});

/** Whether it is asked for the figures of seven days; the page may still wait for others. */
function asks_for_a_week(url: URL): boolean {
  const { from = '', to = '' } = Object.fromEntries(url.searchParams);
  const days = (Date.parse(to) - Date.parse(from)) / 86_400_000 + 1;
  return url.pathname.endsWith('/insights/overview') && days === 7;
}

journey('an access token that is good no more is replaced without a word', async (one) => {
  const shop = 'here.myshopify.com';
  await one.stage.add_user(ann);
  const store = await one.stage.add_store({ shop, name: 'Here', owner: ann });
  assert.equal(await deliver(one.stage, shop, 'orders/create', order(1, '12.34')), 200);
  await one.stage.until_projected(store, await one.stage.add_api_key(ann));
  const page = await one.signed_in();
  await page.goto(`/stores/${store}`);
  await card(page, 'Total sales').getByText('£12.34').waitFor();
  await settled(page);

  const visited: string[] = [];
  page.on('framenavigated', (frame) => visited.push(new URL(frame.url()).pathname));
  const answers: string[] = [];
  page.on('response', (answer) => {
    const url = new URL(answer.url());
    if (asks_for_a_week(url)) answers.push(`overview ${answer.status()}`);
    if (url.pathname.endsWith('/refresh')) answers.push(`refresh ${answer.status()}`);
  });
  // To the server it is as if the token had expired that the page holds now.
  let expired: string | undefined;
  await page.route(asks_for_a_week, async (route) => {
    const headers = await route.request().allHeaders();
    expired ??= headers.authorization;
    if (headers.authorization === expired) headers.authorization = `${expired}x`;
    await route.continue({ headers });
  });
  await page.getByRole('button', { name: /Last 30 days/ }).click();
  await page.getByRole('button', { name: 'Last 7 days' }).click();
  await page.waitForURL(/range=last_7_days/);
  await eventually(() => answers.includes('overview 200'), 'an answer');
  const first_good = answers.indexOf('overview 200');
  assert.equal(answers[0], 'overview 401');
  assert.deepEqual(
    answers.filter((answer) => answer.startsWith('refresh')),
    ['refresh 200']
  );
  assert.ok(answers.indexOf('refresh 200') < first_good, answers.join(', '));
  await settled(page);
  await card(page, 'Total sales').getByText('£12.34').waitFor();
  assert.deepEqual([...new Set(visited)], [`/stores/${store}`]);
});

journey('a list opens to all of its values, and the days stay while one looks elsewhere', async (one) => {
  await one.stage.add_user(ann);
  const { store } = await one.stage.import_simulated_week(ann);
  const page = await one.signed_in();
  await page.goto(`/stores/${store}?from=2026-03-24&to=2026-03-31`);
  const panel = page.getByRole('region', { name: 'Top products by net sales' });
  await panel.getByRole('button', { name: / more: / }).click();
  const dialog = page.getByRole('dialog');
  const rows = dialog.getByRole('listitem');
  await rows.nth(6).waitFor();
  const amounts = await rows.getByRole('button').evaluateAll((found) =>
    found.map((button) => button.firstChild?.textContent ?? '')
  );
  const pence = (text: string) => Math.round(Number(amount(text)) * 100);
  const total = await dialog.locator('strong').innerText();
  assert.equal(amounts.reduce((sum, text) => sum + pence(text), 0), pence(total));

  await rows.nth(6).getByRole('button').click();
  await dialog.getByRole('heading', { name: /^Net sales: / }).waitFor();
  await page.goBack();
  await rows.nth(6).waitFor();
  await rows.nth(6).getByRole('button').click();
  await dialog.getByRole('heading', { name: /^Net sales: / }).waitFor();
  await page.keyboard.press('Escape');
  await rows.nth(6).waitFor();
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  // What was closed stays closed.
  await page.goBack();
  await page.getByRole('heading', { name: /^Welcome/ }).waitFor();
  await page.goForward();
  await panel.waitFor();
  assert.equal(await dialog.count(), 0);

  await page.keyboard.press('/');
  await page.waitForURL(/\/orders$/);
  await page.locator('input[type="search"]:focus').waitFor();
  await page.getByRole('link', { name: 'Dashboard' }).click();
  await page.waitForURL(/from=2026-03-24&to=2026-03-31$/);
});
