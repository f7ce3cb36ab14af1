import { describe, expect, it } from 'vitest';
import { deliveries_of, delivery_columns, type Delivery } from './deliveries';

const shop = { id: 's1', timezone: 'America/New_York' };
const delivery: Delivery = {
  id: '0123456789abc',
  topic: 'orders/create',
  webhook_id: '8ff2d1b5',
  event_id: null,
  triggered_at: null,
  received_at: '2026-07-01T12:00:01.456Z',
  state: 'failed',
  reason: 'currency is not the store’s currency',
  bytes: 1_946
};
const cells = (search?: string) => {
  const columns = delivery_columns(shop, search);
  return Object.fromEntries(columns.map(({ id, cell }) => [id, cell(delivery)]));
};

describe('the list of deliveries', () => {
  it('shows the second of the store’s clocks, and leads to the one with the list’s address', () => {
    const { received_at } = cells('?state=failed&cursor=a');
    expect(received_at?.text).toContain('8:00:01');
    expect(received_at?.href).toBe(
      '/stores/s1/deliveries/0123456789abc?state=failed&cursor=a'
    );
    expect(cells().received_at?.href).toBe('/stores/s1/deliveries/0123456789abc');
  });

  it('shows the state in a word with its tone, and nothing of what is not known', () => {
    const { state, event_id, triggered_at } = cells();
    expect(state?.badges).toEqual([{ text: 'Failed', tone: 'bad' }]);
    expect([event_id?.text, triggered_at?.text]).toEqual(['', '']);
  });

  it('is filtered by what the API names', () => {
    const { filters, sorts } = deliveries_of(shop, '');
    expect(filters.map(({ name }) => name).sort()).toEqual(['since', 'state', 'topic', 'until']);
    expect(sorts).toEqual([]);
  });
});
