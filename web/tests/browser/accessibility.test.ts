// What axe finds wrong with the pages, in light and in dark, wide and narrow.
import assert from 'node:assert/strict';

import type { Page } from 'playwright-core';

import { assert_accessible } from './accessible.js';
import { ann, journey } from './journey.js';
import { deliver, order } from './webhook.js';

const looks = [
  { colorScheme: 'light', viewport: { width: 1440, height: 900 } },
  { colorScheme: 'dark', viewport: { width: 390, height: 844 } }
] as const;

journey('axe finds nothing wrong with the main pages', async (one) => {
  await one.stage.add_user(ann);
  const { store } = await one.stage.import_simulated_week(ann);
  const shop = 'harbour-and-oak.myshopify.com';
  assert.equal(await deliver(one.stage, shop, 'orders/create', order(1)), 200);
  await one.stage.until_projected(store, await one.stage.add_api_key(ann));
  for (const look of looks) {
    const stranger = await one.open(look);
    const owner = await one.signed_in(ann, look);
    const visits: [Page, string, string][] = [
      [stranger, '/', 'Tillwatch is running'],
      [stranger, '/login', 'Sign in'],
      [stranger, '/signup', 'Create your account'],
      [stranger, '/forgot', ''],
      [stranger, '/docs', ''],
      [owner, '/', 'Welcome'],
      [owner, '/account', ''],
      [owner, '/stores/new', 'Add a store'],
      [owner, `/stores/new?store=${store}`, ''],
      [owner, `/stores/${store}?from=2026-03-24&to=2026-03-31`, 'Dashboard'],
      ...['orders', 'customers', 'products', 'checkouts', 'deliveries', 'settings'].map(
        (place): [Page, string, string] => [owner, `/stores/${store}/${place}`, '']
      )
    ];
    for (const [page, path, heading] of visits) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1, name: heading }).first().waitFor();
      await page.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
      await assert_accessible(page, `${path}, ${look.colorScheme}`);
    }
    for (const place of ['orders', 'customers', 'products', 'deliveries']) {
      await owner.goto(`/stores/${store}/${place}`);
      await owner.locator('tbody a').first().click();
      await owner.waitForURL(new RegExp(`/${place}/`));
      await owner.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
      await assert_accessible(owner, `one of ${place}, ${look.colorScheme}`);
    }
  }
});

journey('axe finds nothing wrong with the dialogs', async (one) => {
  await one.stage.add_user(ann);
  const { store } = await one.stage.import_simulated_week(ann);
  const shop = 'harbour-and-oak.myshopify.com';
  assert.equal(await deliver(one.stage, shop, 'orders/create', order(1)), 200);
  await one.stage.until_projected(store, await one.stage.add_api_key(ann));
  const week = 'from=2026-03-24&to=2026-03-31';
  for (const look of looks) {
    const page = await one.signed_in(ann, look);
    const dialog = page.getByRole('dialog');
    const assert_dialog = async (what: string) => {
      await dialog.getByRole('heading').first().waitFor();
      await assert_accessible(page, `${what}, ${look.colorScheme}`);
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    };
    await page.goto(`/stores/${store}?${week}&explain=net_sales`);
    await dialog.getByRole('table').waitFor();
    await assert_dialog('the rows behind a figure');
    await page.goto(`/stores/${store}?${week}&breakdown=product`);
    await dialog.getByRole('listitem').first().waitFor();
    await assert_dialog('all values of a breakdown');
    await page.keyboard.press('?');
    await assert_dialog('keys');
    await page.goto(`/stores/${store}/deliveries`);
    await page.getByRole('button', { name: 'Replay all…' }).click();
    await assert_dialog('replay');
    await page.goto(`/stores/${store}/settings`);
    await page.getByRole('button', { name: /^Delete/ }).click();
    await assert_dialog('the end of a store');
  }
});
