// Stores: adding one, and that none shows what is another's.
import assert from 'node:assert/strict';

import type { Page, Route } from 'playwright-core';

import { eventually } from './eventually.js';
import { ann, journey, type Journey } from './journey.js';
import { sign_in, sign_out } from './signing_in.js';
import { deliver, order } from './webhook.js';

const bob = 'bob@example.com';

journey('a store is added by hand, and its first delivery shows up by itself', async (one) => {
  await one.stage.add_user(ann);
  const page = await one.signed_in();
  await page.getByRole('link', { name: 'Add a store' }).click();
  await page.getByLabel('Domain').fill('corner-shop.myshopify.com');
  await page.getByLabel('Name', { exact: true }).fill('Corner Shop');
  await page.getByLabel('Currency').fill('GBP');
  await page.getByLabel('Time zone').fill('Europe/London');
  await page.getByLabel('Webhook secret').fill(one.stage.secret);
  await page.getByRole('button', { name: 'Add the store' }).click();
  await page.getByText(`${one.stage.url}/webhooks/shopify`).waitFor();
  await page.getByText('Nothing yet.').waitFor();

  const shop = 'corner-shop.myshopify.com';
  const another = { url: one.stage.url, secret: 'not the secret that was entered' };
  assert.equal(await deliver(another, shop, 'orders/create', order(1, '12.34')), 401);
  await page.getByText('refused: its signature is wrong').waitFor();
  assert.equal(await deliver(one.stage, shop, 'orders/create', order(1, '12.34')), 200);
  await page.getByText('Shopify reaches the store').waitFor();
  await page.getByRole('cell', { name: 'orders/create' }).waitFor();
  await page.getByRole('link', { name: 'To the store' }).click();
  await page.getByRole('article').filter({ hasText: 'Total sales' }).getByText('£12.34').waitFor();
});

journey('the bar and its keys lead everywhere, from pages of no store too', async (one) => {
  await one.stage.add_user(ann);
  const page = await one.signed_in();
  const at = (title: string) => page.getByRole('heading', { level: 1, name: title }).waitFor();
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  await page.getByRole('button', { name: 'Go to a store' }).click();
  await page.getByText('No store yet.', { exact: true }).waitFor();
  await press('Escape');
  const store = await one.stage.add_store({ shop: 'pear.myshopify.com', name: 'Pear', owner: ann });
  await page.reload();
  const steps = page.getByRole('listitem').filter({ has: page.getByText('pear.myshopify') });
  await steps.getByRole('link', { name: 'Bring its history' }).click();
  await page.getByText('tillwatch import --store pear.myshopify.com').waitFor();
  await press('g', 'a');
  await at('Your account');
  await press('?');
  await page.getByRole('dialog').getByText('Your stores').waitFor();
  await press('Escape', 'g', 'i');
  await at('The API');
  await press('/');
  await page.getByLabel('Find an operation').and(page.locator(':focus')).waitFor();
  await page.getByRole('button', { name: 'Go to a store' }).click();
  await page.getByRole('link', { name: 'Pear' }).click();
  await page.waitForURL(`**/stores/${store}`);
  await at('Dashboard');

  assert.equal(await deliver(one.stage, 'pear.myshopify.com', 'orders/create', order(1)), 200);
  await one.stage.until_projected(store, await one.stage.add_api_key(ann));
  await press('g', 'h');
  await at('Welcome');
  await page.getByText('net sales').waitFor();
  assert.equal(await page.getByText('Bring its history').count(), 0);
});

/** What is only in this store: an amount, a product, an order. */
interface Marked {
  id: string;
  name: string;
  marks: string[];
}

async function add_marked(
  { stage }: Journey,
  name: string,
  owner: string,
  price: string
): Promise<Marked> {
  const shop = `${name.toLowerCase()}.myshopify.com`;
  const id = await stage.add_store({ shop, name, owner });
  const product = `Pot of ${name}`;
  const lines = [{ id: 1, product_id: 7, title: product, vendor: name, quantity: 1, price }];
  const email = `guest@${name.toLowerCase()}.example`;
  const customer = { id: 5, email, first_name: 'Guest', last_name: `Of ${name}` };
  const body = order(1, price, { name: `#${name}-1`, line_items: lines, email, customer });
  assert.equal(await deliver(stage, shop, 'orders/create', body), 200);
  await stage.until_projected(id, await stage.add_api_key(owner));
  return { id, name, marks: [`£${price}`, product, `#${name}-1`, `Of ${name}`] };
}

/** From now on notes each of these texts that any page of this tab shows, however shortly. */
async function note_texts(page: Page, texts: string[]): Promise<() => Promise<string[]>> {
  const start = (wanted: string[]) => {
    const seen = new Set<string>();
    const look = () => {
      const shown = document.body?.innerText ?? '';
      for (const text of wanted) if (shown.includes(text)) seen.add(text);
    };
    Object.assign(window, { seen });
    look();
    new MutationObserver(look).observe(document, {
      subtree: true,
      childList: true,
      characterData: true
    });
  };
  await page.addInitScript(start, texts);
  await page.evaluate(start, texts);
  return () =>
    page.evaluate(() => [...(window as unknown as { seen: Set<string> }).seen]);
}

/** Holds answers about a store back until they are let go. */
async function hold(page: Page, store: string) {
  const held: Route[] = [];
  const pattern = new RegExp(`/api/v1/stores/${store}/(insights|orders|customers)`);
  await page.route(pattern, (route) => void held.push(route));
  return {
    count: () => held.length,
    async let_go() {
      await page.unroute(pattern);
      await Promise.all(held.map((route) => route.continue().catch(() => undefined)));
    }
  };
}

async function change_to(page: Page, store: Marked): Promise<void> {
  await page.getByRole('button', { name: /change to another store$/ }).click();
  await page.getByRole('link', { name: store.name }).click();
  await page.waitForURL(new RegExp(`/stores/${store.id}`));
}

journey('what is slow to come of one store never shows in another', async (one) => {
  await one.stage.add_user(ann);
  const first = await add_marked(one, 'Alder', ann, '1111.11');
  const second = await add_marked(one, 'Birch', ann, '22.22');
  const page = await one.signed_in();
  await page.goto(`/stores/${second.id}`);
  const total = page.getByRole('article').filter({ hasText: 'Total sales' });
  await total.getByText('£22.22').waitFor();

  for (const place of ['Dashboard', 'Orders', 'Customers']) {
    await page.getByRole('link', { name: place, exact: true }).click();
    const own = place === 'Dashboard' ? '£22.22' : place === 'Orders' ? '#Birch-1' : 'Of Birch';
    await page.getByText(own).first().waitFor();
    const slow = await hold(page, first.id);
    const foreign = await note_texts(page, first.marks);
    await change_to(page, first);
    await eventually(() => slow.count() > 0, `${place} of the first store to be asked for`);
    assert.equal(await page.getByText(own).count(), 0, `${place}: the second store's data stays`);
    await change_to(page, second);
    await change_to(page, first);
    await change_to(page, second);
    await page.getByText(own).first().waitFor();
    const late = page
      .waitForResponse((answer) => answer.url().includes(first.id))
      .catch(() => null);
    await slow.let_go();
    // Where the page has given the question up there is nothing that could come late.
    await Promise.race([late, page.waitForLoadState('networkidle')]);
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
    assert.deepEqual(await foreign(), [], place);
    await page.getByText(own).first().waitFor();
  }

  // What was listed of a store is there before the answer about it.
  await page.getByRole('link', { name: 'Settings', exact: true }).click();
  const name = page.getByRole('textbox', { name: 'Name', exact: true });
  await name.waitFor();
  assert.equal(await name.inputValue(), second.name);
  const slow = await hold(page, first.id);
  await change_to(page, first);
  const days = page.getByRole('textbox', { name: /^Days that bodies/ });
  await eventually(async () => (await name.inputValue()) === first.name, 'the other store’s name');
  assert.equal(await days.inputValue(), '30');
  await slow.let_go();
});

journey('whoever signs in next sees nothing of the one before, nor by going back', async (one) => {
  await one.stage.add_user(ann);
  await one.stage.add_user(bob);
  const anns = await add_marked(one, 'Alder', ann, '1111.11');
  const bobs = await add_marked(one, 'Birch', bob, '22.22');
  const page = await one.signed_in();
  await page.getByRole('link', { name: anns.name }).click();
  await page.waitForURL(`**/stores/${anns.id}`);
  await page.getByText('£1,111.11').first().waitFor();
  await page.getByRole('link', { name: 'Orders', exact: true }).click();
  await page.getByText('#Alder-1').waitFor();
  await sign_out(page);
  const foreign = await note_texts(page, [...anns.marks, '£1,111.11', anns.name]);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await sign_in(page, bob, one.stage.password);
  await page.getByText(`Signed in as ${bob}`).waitFor();
  await page.getByRole('link', { name: bobs.name }).click();
  await page.waitForURL(`**/stores/${bobs.id}`);
  await page.getByText('£22.22').first().waitFor();
  for (let steps = 0; steps < 8 && !page.url().endsWith(`/stores/${anns.id}`); steps += 1) {
    await page.goBack();
  }
  await page.getByRole('heading', { name: 'There is no such store' }).waitFor();
  await page.goForward();
  await page.getByRole('heading', { name: 'There is no such store' }).waitFor();
  assert.deepEqual(await foreign(), []);
});

journey('a page tells that it is offline, and shows nothing of a store that is gone', async (one) => {
  await one.stage.add_user(ann);
  const store = await add_marked(one, 'Alder', ann, '1111.11');
  const page = await one.signed_in();
  await page.goto(`/stores/${store.id}`);
  await page.getByText('£1,111.11').first().waitFor();
  const offline = page.getByText('You are offline.');
  assert.equal(await offline.count(), 0);
  await page.context().setOffline(true);
  await offline.waitFor();
  await page.context().setOffline(false);
  await offline.waitFor({ state: 'detached' });
  await page.getByText('Live', { exact: true }).waitFor();

  const other = await page.context().newPage();
  await other.goto(`/stores/${store.id}/settings`);
  await other.getByRole('button', { name: 'Delete this store…' }).click();
  await other.getByLabel('To go on, enter the store’s name').fill(store.name);
  await other.getByRole('button', { name: 'Delete for good' }).click();
  await page.getByRole('heading', { name: 'There is no such store' }).waitFor();
  assert.equal(await page.getByText('£1,111.11').count(), 0);
});
