// The client for what needs a session: adds the access token, and gets another one in time.
import createClient from 'openapi-fetch';
import type { paths } from '../../../generated/schema';
import { authorised_fetch } from '$lib/features/session/authorised_fetch';
import { keeper } from '$lib/features/session/session.svelte';
import { send } from './open_client';

export const client = createClient<paths, 'application/json'>({
  fetch: authorised_fetch(keeper, send)
});
