// Whether somebody has been signed in with this browser, which it remembers beside the cookie that
// no script can read. A hint alone: it spares strangers a request that is refused.
const key = 'tillwatch.signed_in';

/** True also where the browser remembers nothing. */
export function may_be_signed_in(): boolean {
  try {
    return localStorage.getItem(key) !== null;
  } catch {
    return true;
  }
}

export function remember(signed_in: boolean): void {
  try {
    if (signed_in) localStorage.setItem(key, '1');
    else localStorage.removeItem(key);
  } catch {
    // A browser that keeps nothing is always asked.
  }
}
