// What axe finds wrong with a page as it is now.
import assert from 'node:assert/strict';

import axe from 'axe-core';
import type { Page } from 'playwright-core';

export async function assert_accessible(page: Page, what: string): Promise<void> {
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => {
    const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document);
    return violations.flatMap(({ id, help, nodes }) =>
      nodes.map(({ target, html }) => `${id} (${help}): ${target.join(' ')} ${html}`)
    );
  });
  assert.deepEqual(violations, [], what);
}
