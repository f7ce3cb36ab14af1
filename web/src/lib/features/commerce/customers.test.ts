import { describe, expect, it } from 'vitest';
import { customer_columns, lines_of, name_of, type Customer } from './customers';

const shop = { id: 's1', currency: 'GBP', timezone: 'Europe/London' };
const address: Customer['addresses'][number] = {
  is_default: false,
  name: 'Ann Smith',
  company: '',
  address1: '1 High Street',
  address2: '',
  city: 'London',
  province: '',
  zip: 'E1 6AN',
  country: 'GB',
  phone: ''
};
const customer: Customer = {
  id: '115310627314723954',
  name: 'Ann Smith',
  email: 'ann@example.com',
  phone: null,
  created_at: null,
  orders: 1234,
  net_sales: '10.00',
  first_order_at: null,
  last_order_at: null,
  addresses: [address, { ...address, is_default: true, city: 'Leeds' }]
};

describe('name_of', () => {
  it('is the best that is known', () => {
    expect(name_of(customer)).toBe('Ann Smith');
    expect(name_of({ ...customer, name: '' })).toBe('ann@example.com');
    expect(name_of({ ...customer, name: '', email: null })).toBe('Customer 115310627314723954');
  });
});

describe('customer_columns', () => {
  const text = (id: string, of: Partial<Customer> = {}) =>
    customer_columns(shop)
      .find((column) => column.id === id)!
      .cell({ ...customer, ...of }).text;

  it('place somebody by the default address, else by the first', () => {
    expect(text('place')).toBe('Leeds, GB');
    expect(text('place', { addresses: [address] })).toBe('London, GB');
    expect(text('place', { addresses: [] })).toBe('');
  });

  it('leave empty what is not known', () => {
    expect(text('created_at')).toBe('');
    expect(text('orders')).toBe('1,234');
  });
});

describe('lines_of', () => {
  it('are those of an envelope, without empty ones', () => {
    expect(lines_of(address)).toEqual(['Ann Smith', '1 High Street', 'E1 6AN London', 'GB']);
  });
});
