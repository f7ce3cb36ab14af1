// Signing up, in and out, and what an account's owner changes.
import assert from 'node:assert/strict';

import type { Page } from 'playwright-core';

import { assert_accessible } from './accessible.js';
import { ann, journey } from './journey.js';
import { code_in, link_in, sign_in, sign_out, totp, type_code, wrong } from './signing_in.js';

async function fill_in_sign_up(page: Page, name: string, email: string, password: string) {
  await page.getByLabel('Name', { exact: true }).fill(name);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Continue' }).click();
  await page.getByRole('heading', { name: 'Enter the code' }).waitFor();
}

journey('somebody signs up with the mailed code in six boxes, and stays in', async (one) => {
  const page = await one.open();
  await page.goto('/');
  await page.getByRole('link', { name: 'Create an account' }).click();
  await fill_in_sign_up(page, 'Ann', ann, one.stage.password);
  const boxes = page.getByRole('group', { name: 'Code' }).getByRole('textbox');
  assert.equal(await boxes.count(), 6);
  await assert_accessible(page, 'the code at sign-up');
  const code = code_in(await one.stage.mail(ann));
  await type_code(page, wrong(code));
  await page.getByText('The code is wrong or no longer good').waitFor();
  await type_code(page, code);
  await page.getByRole('heading', { name: 'Welcome, Ann' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { name: 'Welcome, Ann' }).waitFor();
});

journey('another address counts once its code is entered', async (one) => {
  const other = 'ann@elsewhere.example';
  await one.stage.add_user(ann);
  const page = await one.signed_in();
  await page.goto('/account');
  await page.getByLabel('New e-mail address').fill(other);
  const form = page.locator('form').filter({ has: page.getByLabel('New e-mail address') });
  await form.getByLabel('Your password').fill(one.stage.password);
  await form.getByRole('button', { name: 'Send a code' }).click();
  const code = code_in(await one.stage.mail(other));
  await type_code(page, wrong(code));
  await page.getByText('The code is wrong or no longer good').waitFor();
  await type_code(page, code);
  await page.getByText('Changed. The address before got a link').waitFor();
  await page.getByText(`It is ${other} now.`).waitFor();
  const undoing = await one.open();
  await undoing.goto(link_in(await one.stage.mail(ann)));
  await undoing.getByRole('heading', { name: 'Undo the change of address' }).waitFor();
  await assert_accessible(undoing, 'the link that undoes a change');

  await page.goto('/');
  await sign_out(page);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await sign_in(page, ann, one.stage.password);
  await page.getByText('the e-mail address or the password is wrong').waitFor();
  await sign_in(page, other, one.stage.password);
  await page.getByText(`Signed in as ${other}`).waitFor();
});

journey('a forgotten password is set anew by the mailed link', async (one) => {
  await one.stage.add_user(ann);
  const page = await one.open();
  await page.goto('/login');
  await page.getByRole('link', { name: 'Forgot the password?' }).click();
  await page.getByRole('heading', { name: 'Forgot the password?' }).waitFor();
  await page.getByLabel('E-mail address').fill(ann);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
  await assert_accessible(page, 'a link was sent');
  const link = link_in(await one.stage.mail(ann));
  await page.goto(link);
  await page.getByLabel('New password').fill('password1234');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await page.locator('[aria-invalid="true"]').waitFor();
  await assert_accessible(page, 'a password that is refused');
  const other = `${one.stage.password} and more`;
  await page.getByLabel('New password').fill(other);
  await page.getByRole('button', { name: 'Set the password' }).click();
  await page.getByRole('heading', { name: 'Your password is set' }).waitFor();
  await page.getByRole('link', { name: 'Sign in' }).click();
  await sign_in(page, ann, one.stage.password);
  await page.getByText('the e-mail address or the password is wrong').waitFor();
  await sign_in(page, ann, other);
  await page.getByRole('heading', { name: /^Welcome/ }).waitFor();
  const late = await one.open();
  await late.goto(link);
  await late.getByLabel('New password').fill(one.stage.password);
  await late.getByRole('button', { name: 'Set the password' }).click();
  await late.getByRole('heading', { name: 'This link is no longer good' }).waitFor();
});

journey('a second factor is added, and asked for at the next sign-in', async (one) => {
  await one.stage.add_user(ann);
  const page = await one.signed_in();
  await page.goto('/account');
  await page.getByRole('button', { name: 'Add a second factor…' }).click();
  const part = page.locator('section').filter({ hasText: 'Second factor' });
  await part.getByLabel('Your password').fill(one.stage.password);
  await part.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('img', { name: 'QR code of the key below' }).waitFor();
  await assert_accessible(page, 'the QR code of a second factor');
  const secret = (await page.locator('code').filter({ hasText: /^[A-Z2-7 ]{20,}$/ }).innerText())
    .replaceAll(' ', '');
  const codes = page.getByRole('group', { name: 'Code of your authenticator app' });
  await codes.getByRole('textbox').first().click();
  await page.keyboard.type(totp(secret, Date.now()));
  const list = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await list.first().waitFor();
  assert.equal(await list.count(), 10);
  await assert_accessible(page, 'the recovery codes');
  const recovery = await list.first().innerText();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  await page.goto('/');
  await sign_out(page);
  await page.getByRole('link', { name: 'Sign in' }).click();
  await sign_in(page, ann, one.stage.password);
  await codes.waitFor();
  await assert_accessible(page, 'the second factor at sign-in');
  await page.getByRole('button', { name: /recovery code/ }).click();
  await page.getByLabel('Recovery code').fill(recovery);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { name: /^Welcome/ }).waitFor();
});

journey('a session that is ended elsewhere leads to the sign-in page, and back', async (one) => {
  await one.stage.add_user(ann);
  const store = await one.stage.add_store({
    shop: 'here.myshopify.com',
    name: 'Here',
    owner: ann
  });
  const here = await one.signed_in();
  await here.goto(`/stores/${store}/orders`);
  await here.getByText('No orders yet.').waitFor();
  const there = await one.signed_in();
  await there.goto('/account');
  await there.getByRole('button', { name: 'End all others…' }).click();
  await there.getByRole('dialog').getByRole('button', { name: 'End' }).click();
  await here.getByText('Your session has ended.').waitFor();
  assert.equal(new URL(here.url()).pathname, '/login');
  await sign_in(here, ann, one.stage.password);
  await here.getByText('No orders yet.').waitFor();
});

journey('a viewer joins by the mailed link and may change no settings', async (one) => {
  const bob = 'bob@example.com';
  await one.stage.add_user(ann);
  const store = await one.stage.add_store({
    shop: 'here.myshopify.com',
    name: 'Here',
    owner: ann
  });
  const owner = await one.signed_in();
  await owner.goto(`/stores/${store}/settings`);
  const names = ['Save', 'Save the secret', 'Send invitation', 'Leave…', 'Delete this store…'];
  for (const name of names) await owner.getByRole('button', { name, exact: true }).waitFor();
  await owner.getByRole('heading', { name: 'Audit log' }).waitFor();
  const invite = owner.locator('form').filter({ hasText: 'Send invitation' });
  await invite.getByLabel('E-mail address').fill(bob);
  await invite.getByLabel('Role').selectOption('viewer');
  await invite.getByRole('button', { name: 'Send invitation' }).click();
  await owner.getByText(`A link is on its way to ${bob}.`).waitFor();

  const viewer = await one.open();
  await viewer.goto(link_in(await one.stage.mail(bob)));
  await viewer.getByRole('link', { name: 'Create an account' }).click();
  await fill_in_sign_up(viewer, 'Bob', bob, one.stage.password);
  await type_code(viewer, code_in(await one.stage.mail(bob, 2)));
  await viewer.getByRole('button', { name: 'Accept' }).waitFor();
  await assert_accessible(viewer, 'an invitation');
  await viewer.getByRole('button', { name: 'Accept' }).click();
  await viewer.getByRole('link', { name: 'See your stores' }).click();
  await viewer.getByRole('link', { name: 'Here' }).click();
  await viewer.getByRole('link', { name: 'Settings' }).click();
  await viewer.getByText('Bob (you)').waitFor();
  const offered = await viewer.locator('main').getByRole('button').allTextContents();
  assert.deepEqual(offered.map((text) => text.trim()), ['Leave…']);
  assert.equal(await viewer.getByRole('heading', { name: 'Audit log' }).count(), 0);
  await viewer.getByRole('link', { name: 'Deliveries' }).click();
  await viewer.getByRole('button', { name: 'Download CSV' }).waitFor();
  assert.equal(await viewer.getByRole('button', { name: /Replay/ }).count(), 0);

  await owner.reload();
  await owner.getByRole('button', { name: 'Remove… Bob' }).waitFor();
  await sign_out(viewer);
});
