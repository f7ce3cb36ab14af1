// What axe finds wrong with the pages, in light and in dark, wide and narrow.
import assert from 'node:assert/strict';

import axe from 'axe-core';
import type { Page } from 'playwright-core';

import { ann, journey } from './journey.js';
import { deliver, order } from './webhook.js';

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document);
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, html }) => `${id} (${help}): ${target.join(' ')} ${html}`)
    );
  });
}

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
      assert.deepEqual(await violations(page), [], `${path}, ${look.colorScheme}`);
    }
    for (const place of ['orders', 'customers', 'products', 'deliveries']) {
      await owner.goto(`/stores/${store}/${place}`);
      await owner.locator('tbody a').first().click();
      await owner.waitForURL(new RegExp(`/${place}/`));
      await owner.locator('[aria-busy="true"]').first().waitFor({ state: 'detached' });
      assert.deepEqual(await violations(owner), [], `one of ${place}, ${look.colorScheme}`);
    }
  }
});
