import { describe, expect, it } from 'vitest';
import { ListedStores } from './listed_stores';
import type { Store } from './stores';

const [harbour, maple] = ['harbour', 'maple'].map((id) => ({ id, name: id }) as Store) as [
  Store,
  Store
];

describe('ListedStores', () => {
  it('finds a store as it was listed last', () => {
    const listed = new ListedStores();
    listed.take('ann', [harbour, maple]);
    expect(listed.find('ann', 'maple')).toBe(maple);
    listed.take('ann', [harbour]);
    expect(listed.find('ann', 'maple')).toBeNull();
  });

  it('tells nobody of the stores of another', () => {
    const listed = new ListedStores();
    listed.take('ann', [harbour]);
    expect(listed.find('bob', 'harbour')).toBeNull();
    expect(listed.find(undefined, 'harbour')).toBeNull();
    listed.take('bob', [maple]);
    expect(listed.find('bob', 'harbour')).toBeNull();
    expect(listed.find('ann', 'harbour')).toBeNull();
  });

  it('finds nothing where nobody was signed in, or nothing was listed', () => {
    const listed = new ListedStores();
    expect(listed.find('ann', 'harbour')).toBeNull();
    listed.take(undefined, [harbour]);
    expect(listed.find(undefined, 'harbour')).toBeNull();
  });
});
