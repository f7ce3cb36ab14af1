// The client for what needs no session; its types are made of docs/openapi.yaml.
import createClient from 'openapi-fetch';
import type { components, paths } from '../../../generated/schema';

export type Schemas = components['schemas'];

const answer_timeout_ms = 20_000;

export function send(request: Request): Promise<Response> {
  return fetch(request, { signal: AbortSignal.timeout(answer_timeout_ms) });
}

export const open_client = createClient<paths, 'application/json'>({ fetch: send });
