// Lists and the delivery log: what is downloaded and what is done with many.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';

import type { components } from '../../generated/schema.js';
import { ann, journey } from './journey.js';
import { deliver, order } from './webhook.js';

const shop = 'here.myshopify.com';

/** Rows by the names in the first line; no field of these tests has a line break in it. */
function rows_of(csv: string): Record<string, string>[] {
  const fields = (line: string) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
      ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? ''
    );
  const [head = '', ...lines] = csv.replace(/^\uFEFF/, '').split(/\r?\n/).filter(Boolean);
  const names = fields(head);
  return lines.map((line) => Object.fromEntries(fields(line).map((text, at) => [names[at], text])));
}

journey('the CSV of a filtered list has what is on screen, in its order', async (one) => {
  await one.stage.add_user(ann);
  const store = await one.stage.add_store({ shop, name: 'Here', owner: ann });
  for (let number = 1; number <= 9; number += 1) {
    const financial_status = number % 3 === 0 ? 'pending' : 'paid';
    const body = order(number, `${(number * 7) % 10}00.50`, { financial_status });
    assert.equal(await deliver(one.stage, shop, 'orders/create', body), 200);
  }
  await one.stage.until_projected(store, await one.stage.add_api_key(ann));
  const page = await one.signed_in();
  await page.goto(`/stores/${store}/orders`);
  const rows = page.locator('tbody tr:not([aria-hidden])');
  await page.waitForFunction(
    () => document.querySelectorAll('tbody tr:not([aria-hidden])').length === 9
  );
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('combobox', { name: 'Payment' }).selectOption('paid');
  await page.getByRole('link', { name: 'Total' }).click();
  await page.waitForURL(/sort=-total_price/);
  await page.waitForFunction(
    () =>
      document.querySelector('table')?.getAttribute('aria-busy') === 'false' &&
      document.querySelectorAll('tbody tr:not([aria-hidden])').length === 6
  );
  const on_screen = await rows.evaluateAll((found) =>
    found.map((row) => [...row.children].map((cell) => (cell as HTMLElement).innerText.trim()))
  );
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download CSV' }).click()
  ]);
  assert.match(file.suggestedFilename(), /\.csv$/);
  const saved = rows_of(await readFile(await file.path(), 'utf8'));
  assert.deepEqual(
    saved.map((row) => [row.name, `£${row.total_price}`, row.financial_status]),
    on_screen.map((cells) => [cells[0], cells.at(-2), cells[3]?.toLowerCase()])
  );
  assert.deepEqual(
    saved.map((row) => row.name),
    ['#7', '#4', '#1', '#8', '#5', '#2']
  );
});

journey('the CSV of a list has the columns on screen', async (one) => {
  await one.stage.add_user(ann);
  const store = await one.stage.add_store({ shop, name: 'Here', owner: ann });
  assert.equal(await deliver(one.stage, shop, 'orders/create', order(1, '9.50')), 200);
  await one.stage.until_projected(store, await one.stage.add_api_key(ann));
  const page = await one.signed_in();
  const head_of = async (list: string) => {
    await page.goto(`/stores/${store}/${list}`);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download CSV' }).click()
    ]);
    return (await readFile(await file.path(), 'utf8')).split('\r\n')[0];
  };
  assert.equal(
    await head_of('orders?columns=processed_at,customer,total_price'),
    'id,name,processed_at,customer_id,customer_name,customer_email,cancelled_at,test,total_price'
  );
  assert.equal(
    await head_of('orders?columns=net_sales,day,channel'),
    'id,name,day,cancelled_at,test,channel,net_sales'
  );
  const all = 'phone,place,created_at,first_order_at,last_order_at,orders,net_sales';
  assert.equal(
    await head_of(`customers?columns=${all}`),
    'id,name,email,phone,created_at,orders,net_sales,first_order_at,last_order_at,addresses'
  );
  assert.equal(
    await head_of('products'),
    'id,title,vendor,product_type,status,units,net_sales,variants'
  );
  assert.equal(await head_of('checkouts'), 'id,created_at,completed_at,state,email,total_price');
  assert.equal(
    await head_of('deliveries?columns=topic&state=applied'),
    'id,topic,webhook_id,event_id,triggered_at,received_at,state,reason,bytes'
  );
});

journey('deliveries of a filter are counted, and then replayed', async (one) => {
  await one.stage.add_user(ann);
  const key = await one.stage.add_api_key(ann);
  const store = await one.stage.add_store({ shop, name: 'Here', owner: ann });
  for (let number = 1; number <= 5; number += 1) {
    const topic = number <= 3 ? 'orders/create' : 'orders/updated';
    const body = order(number, '10.00', number === 5 ? { currency: 'EUR' } : {});
    assert.equal(await deliver(one.stage, shop, topic, body), 200);
  }
  await one.stage.until_projected(store, key);
  const page = await one.signed_in();
  await page.goto(`/stores/${store}/deliveries`);
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('combobox', { name: 'State' }).selectOption('failed');
  await page.waitForURL(/state=failed/);
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
  await page.getByRole('cell', { name: 'Failed' }).waitFor();
  await page.getByRole('rowheader').getByRole('link').click();
  await page.getByRole('heading', { name: 'orders/updated' }).waitFor();
  const way_back = page.getByRole('navigation', { name: 'Where this is' });
  await way_back.getByRole('link', { name: 'Deliveries' }).click();
  const in_effect = page.getByRole('list', { name: 'Filters in effect' });
  await in_effect.getByRole('link', { name: 'State: Failed' }).click();
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 5);
  const search = page.getByRole('searchbox', { name: 'Search by id or reason' });
  await search.fill('CURRENCY');
  await page.waitForURL(/\?q=CURRENCY$/);
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
  await search.fill('no such reason');
  await page.getByText('Nothing here is like that.').waitFor();
  await page.getByRole('link', { name: 'Show all' }).click();
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 5);
  assert.equal(await search.inputValue(), '');
  await page.getByRole('button', { name: 'Filters' }).click();
  await page.getByRole('combobox', { name: 'Topic' }).fill('orders/create');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 3);

  const sent: string[] = [];
  // What a request carries is known for certain only to who may change it.
  await page.route('**/deliveries/replay', async (route) => {
    sent.push(route.request().postData() ?? '');
    await route.continue();
  });
  const dry_runs = () => sent.map((body) => (JSON.parse(body) as { dry_run: boolean }).dry_run);
  await page.getByRole('button', { name: 'Replay these…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('3 deliveries will be projected again.').waitFor();
  assert.deepEqual(dry_runs(), [true]);
  await dialog.getByRole('button', { name: 'Replay 3 deliveries' }).click();
  await dialog.getByText('3 deliveries replayed; none failed.').waitFor();
  assert.deepEqual(dry_runs().slice(0, 2), [true, false]);
  await dialog.getByRole('button', { name: 'Close' }).click();

  await in_effect.getByRole('link', { name: 'Clear all' }).click();
  await page.getByRole('button', { name: 'Replay failed…' }).click();
  await dialog.getByRole('button', { name: 'Replay 1 delivery' }).click();
  await dialog.getByText('1 delivery replayed; 1 failed.').waitFor();
  assert.deepEqual(await states(), { applied: 4, failed: 1 });
  const overview = await one.stage.get<components['schemas']['Overview']>(
    `/api/v1/stores/${store}/insights/overview`,
    key
  );
  assert.equal(overview.totals.orders, 4);

  /** How many deliveries are in which state. */
  async function states(): Promise<Record<string, number>> {
    const { items } = await one.stage.get<{ items: components['schemas']['Delivery'][] }>(
      `/api/v1/stores/${store}/deliveries`,
      key
    );
    const counts: Record<string, number> = {};
    for (const { state } of items) counts[state] = (counts[state] ?? 0) + 1;
    return counts;
  }
});
