// Which address waits for its code, kept for this tab: whoever goes to read the mail on a phone may
// find the page loaded anew. Neither the password nor a code is kept.

export interface PendingSignUp {
  email: string;
  asked_at_ms: number;
}

const key = 'tillwatch.sign_up';
/** As long as a code is good. */
export const code_valid_ms = 10 * 60_000;

type Keeping = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

export function remember_sign_up(keeping: Keeping, pending: PendingSignUp): void {
  keeping.setItem(key, JSON.stringify(pending));
}

export function forget_sign_up(keeping: Keeping): void {
  keeping.removeItem(key);
}

/** What waits at `now_ms`; null where nothing does, or for too long. */
export function recall_sign_up(keeping: Keeping, now_ms: number): PendingSignUp | null {
  let kept: unknown;
  try {
    kept = JSON.parse(keeping.getItem(key) ?? 'null');
  } catch {
    return null;
  }
  if (typeof kept !== 'object' || kept === null) return null;
  const { email, asked_at_ms } = kept as Partial<PendingSignUp>;
  if (typeof email !== 'string' || typeof asked_at_ms !== 'number') return null;
  const age_ms = now_ms - asked_at_ms;
  return age_ms >= 0 && age_ms < code_valid_ms ? { email, asked_at_ms } : null;
}
