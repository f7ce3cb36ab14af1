// In and out through the pages, and what mails have for that.
import { createHmac } from 'node:crypto';

import type { Page } from 'playwright-core';

export async function sign_in(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export async function sign_out(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Account of/ }).click();
  await page.getByRole('button', { name: 'Sign out', exact: true }).click();
  await page.getByRole('link', { name: 'Create an account' }).waitFor();
}

/** The six digits in a mail. */
export function code_in(mail: string): string {
  const code = /\b\d{6}\b/.exec(mail)?.[0];
  if (!code) throw new Error(`no code in ${mail}`);
  return code;
}

/** Another code than this one. */
export function wrong(code: string): string {
  return ((Number(code) + 1) % 1_000_000).toString().padStart(6, '0');
}

/** Types digit by digit, as somebody does who begins in the first of the boxes. */
export async function type_code(page: Page, code: string): Promise<void> {
  await page.getByRole('group', { name: 'Code' }).getByRole('textbox').first().click();
  await page.keyboard.type(code);
}

/** The link in a mail. */
export function link_in(mail: string): string {
  const link = /https?:\S+#token=[\w-]+/.exec(mail)?.[0];
  if (!link) throw new Error(`no link in ${mail}`);
  return link;
}

/** The code of a moment that an authenticator app shows for a secret in Base32 (RFC 6238). */
export function totp(secret: string, at_ms: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map((one) => alphabet.indexOf(one).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/[01]{8}/g)!.map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(at_ms / 30_000)));
  const digest = createHmac('sha1', key).update(step).digest();
  const number = digest.readUInt32BE(digest.at(-1)! & 15) & 0x7fffffff;
  return (number % 1_000_000).toString().padStart(6, '0');
}
