import { describe, expect, it } from 'vitest';
import { authorised_fetch } from './authorised_fetch';

/** A server that takes `good` alone, and what was sent to it. */
function ask(first: string | null, second: string | null, good: string) {
  const sent: string[] = [];
  const fetch = authorised_fetch(
    { token: async () => first, token_after: async () => second },
    async (request) => {
      sent.push(`${request.headers.get('Authorization')} ${await request.text()}`);
      const is_good = request.headers.get('Authorization') === `Bearer ${good}`;
      return new Response(null, { status: is_good ? 200 : 401 });
    }
  );
  const request = new Request('http://localhost/', { method: 'POST', body: 'x' });
  return fetch(request).then(({ status }) => ({ status, sent }));
}

describe('authorised_fetch', () => {
  it('sends the token', async () => {
    expect(await ask('a', 'b', 'a')).toEqual({ status: 200, sent: ['Bearer a x'] });
  });

  it('sends the whole request again with another token, once', async () => {
    expect(await ask('a', 'b', 'b')).toEqual({ status: 200, sent: ['Bearer a x', 'Bearer b x'] });
    expect(await ask('a', 'b', 'c')).toEqual({ status: 401, sent: ['Bearer a x', 'Bearer b x'] });
  });

  it('gives the refusal back where there is no other token', async () => {
    expect(await ask('a', null, 'b')).toEqual({ status: 401, sent: ['Bearer a x'] });
    expect(await ask(null, null, 'b')).toEqual({ status: 401, sent: ['null x'] });
  });
});
