import { describe, expect, it } from 'vitest';
import { code_valid_ms, forget_sign_up, recall_sign_up, remember_sign_up } from './pending_sign_up';

function storage(text: string | null = null) {
  let kept = text;
  return {
    getItem: () => kept,
    setItem: (_: string, value: string) => void (kept = value),
    removeItem: () => void (kept = null)
  };
}

const ann = { email: 'ann@example.com', asked_at_ms: 1000 };

describe('a sign-up that waits for its code', () => {
  it('is there again until the code is good no more', () => {
    const kept = storage();
    remember_sign_up(kept, ann);
    expect(recall_sign_up(kept, 1000)).toEqual(ann);
    expect(recall_sign_up(kept, 1000 + code_valid_ms - 1)).toEqual(ann);
    expect(recall_sign_up(kept, 1000 + code_valid_ms)).toBeNull();
    expect(recall_sign_up(kept, 999)).toBeNull();
  });

  it('is gone once it is forgotten', () => {
    const kept = storage();
    remember_sign_up(kept, ann);
    forget_sign_up(kept);
    expect(recall_sign_up(kept, 1000)).toBeNull();
  });

  it('is nothing where something else is kept', () => {
    for (const text of [null, '', '{', 'null', '3', '[]', '{"email":3,"asked_at_ms":1000}']) {
      expect(recall_sign_up(storage(text), 1000), String(text)).toBeNull();
    }
  });
});
