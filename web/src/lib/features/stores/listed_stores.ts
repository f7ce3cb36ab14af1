// The stores of somebody as they were listed last: a store's page comes up before the answer about it.
// Nobody is told of another one's; no I/O.
import type { Store } from './stores';

export class ListedStores {
  #user: string | undefined;
  #stores: readonly Store[] = [];

  take(user: string | undefined, stores: readonly Store[]): void {
    this.#user = user;
    this.#stores = stores;
  }

  find(user: string | undefined, id: string): Store | null {
    if (user === undefined || user !== this.#user) return null;
    return this.#stores.find((store) => store.id === id) ?? null;
  }
}
