// Webhooks as Shopify sends them.
import { createHmac, randomUUID } from 'node:crypto';

import type { Stage } from './stage.js';

/** Sends one, signed; answers its status. */
export async function deliver(
  stage: Pick<Stage, 'url' | 'secret'>,
  shop: string,
  topic: string,
  body: string
): Promise<number> {
  const answer = await fetch(`${stage.url}/webhooks/shopify`, {
    method: 'POST',
    body,
    headers: {
      'Content-Type': 'application/json',
      'X-Shopify-Topic': topic,
      'X-Shopify-Shop-Domain': shop,
      'X-Shopify-Hmac-Sha256': createHmac('sha256', stage.secret).update(body).digest('base64'),
      'X-Shopify-Webhook-Id': randomUUID(),
      'X-Shopify-API-Version': '2026-10'
    }
  });
  await answer.arrayBuffer();
  return answer.status;
}

/** The body of an order of one line, made now: `price` is decimal text. */
export function order(number: number, price = '10.00', more: object = {}): string {
  const at = new Date().toISOString();
  return JSON.stringify({
    id: number,
    admin_graphql_api_id: `gid://shopify/Order/${number}`,
    name: `#${number}`,
    created_at: at,
    processed_at: at,
    updated_at: at,
    cancelled_at: null,
    test: false,
    currency: 'GBP',
    taxes_included: true,
    financial_status: 'paid',
    total_line_items_price: price,
    subtotal_price: price,
    total_discounts: '0.00',
    total_tax: '0.00',
    total_price: price,
    line_items: [
      {
        id: number * 10,
        product_id: 7,
        variant_id: 42,
        title: 'Pot',
        quantity: 1,
        price,
        total_discount: '0.00'
      }
    ],
    refunds: [],
    ...more
  });
}
