// fetch with the access token; a refusal (401) is asked again once, with another token.

export interface TokenSource {
  token(): Promise<string | null>;
  token_after(refused: string): Promise<string | null>;
}

type Send = (request: Request) => Promise<Response>;

export function authorised_fetch(tokens: TokenSource, send: Send): Send {
  function send_with(token: string, request: Request): Promise<Response> {
    request.headers.set('Authorization', `Bearer ${token}`);
    return send(request);
  }

  return async (request) => {
    const token = await tokens.token();
    if (token === null) return send(request);
    const answer = await send_with(token, request.clone());
    if (answer.status !== 401) return answer;
    const another = await tokens.token_after(token);
    return another === null ? answer : send_with(another, request);
  };
}
