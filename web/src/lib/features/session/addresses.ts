// Where signing in leads to and comes from; no I/O. An invitation's token travels behind the #,
// which no browser sends to a server.

/** The way back to a page of ours; anything else, an address of another site above all, is home. */
export function way_back(next: string | null): string {
  if (next === null || !/^\/(?![/\\])/.test(next) || /[\u0000-\u001f\\]/.test(next)) return '/';
  return is_account_page(next.replace(/[?#].*$/, '')) ? '/' : next;
}

/** Sign-in with the way back to where somebody is. */
export function login_address(from: { pathname: string; search: string }): string {
  const next = from.pathname + from.search;
  return next === '/' ? '/login' : `/login?next=${encodeURIComponent(next)}`;
}

/** Pages that somebody without a session may stay on: those of accounts, and the API's. */
export function is_open_page(path: string): boolean {
  return is_account_page(path) || path === '/docs';
}

/** Pages that a stranger has at once; the others wait until it is known who is here. */
export function needs_nobody(path: string): boolean {
  return ['/login', '/signup', '/forgot', '/docs'].includes(path);
}

/** Pages that show nothing to a stranger. */
export function needs_somebody(path: string): boolean {
  return /^\/(account|stores)(\/|$)/.test(path);
}

/** Pages that lead to a session: nobody is led back to them. */
export function is_account_page(path: string): boolean {
  return ['/login', '/signup', '/forgot', '/reset', '/undo', '/invitation'].includes(path);
}

/** `name` of "#name=…"; null where it is not there or empty. */
export function behind_hash(hash: string, name: string): string | null {
  return new URLSearchParams(hash.replace(/^#/, '')).get(name) || null;
}

/** Where to go once signed in: to the invitation that somebody came with, else the way back. */
export function after_signing_in(address: { searchParams: URLSearchParams; hash: string }): string {
  const invitation = behind_hash(address.hash, 'invitation');
  if (invitation) return `/invitation#${new URLSearchParams({ token: invitation })}`;
  return way_back(address.searchParams.get('next'));
}

/** The part of an address that leads back after signing in: for links between the account pages. */
export function carried(address: { search: string; hash: string }): string {
  return address.search + (behind_hash(address.hash, 'invitation') ? address.hash : '');
}
