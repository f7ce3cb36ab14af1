// Asks everything that docs/openapi.yaml describes of a server that runs, with a client whose types
// are made of that file, and tells each answer as a line of JSON: tests/binary/test_api.py starts
// the server and judges the answers. That this compiles is the test that the file can be used.
import { createHmac, randomUUID } from 'node:crypto';

import createClient from 'openapi-fetch';

import type { components, paths } from '../generated/schema.js';

type Schemas = components['schemas'];

function setting(name: string): string {
	const value = process.env[name];
	if (!value) throw new Error(`${name} is not set`);
	return value;
}

const key = setting('TILLWATCH_KEY');
const email = 'ann@example.com';
const password = setting('TILLWATCH_PASSWORD');
const options = {
	baseUrl: setting('TILLWATCH_URL'),
	headers: { Authorization: `Bearer ${key}` }
};
// Lists answer JSON or CSV, as asked; by default JSON.
const client = createClient<paths, 'application/json'>(options);
const plain = createClient<paths>(options);

interface Answer<Data> {
	data?: Data;
	error?: unknown;
	response: Response;
}

/** Tells the answer and goes on with its data; an error ends the program. */
function tell<Data>(operation: string, { data, error, response }: Answer<Data>): Data {
	const type = response.headers.get('content-type');
	console.log(JSON.stringify({ operation, status: response.status, type, body: data ?? error }));
	if (data === undefined) throw new Error(`${operation}: ${response.status}`);
	return data;
}

/** As tell, where the answer is to be a refusal or to have nothing in it. */
function tellEmpty({ data, error, response }: Answer<unknown>, operation: string) {
	const type = response.headers.get('content-type');
	const body = response.status === 204 ? null : error;
	console.log(JSON.stringify({ operation, status: response.status, type, body }));
	if (data !== undefined && response.status !== 204)
		throw new Error(`${operation}: ${response.status}`);
}

function first<Item>(page: { items: Item[]; next_cursor: string | null }): Item {
	const [item] = page.items;
	if (!item) throw new Error('an empty page');
	return item;
}

function webhook(topic: string, body: string) {
	const signature = createHmac('sha256', setting('TILLWATCH_SECRET')).update(body).digest('base64');
	return {
		headers: { 'Content-Type': 'application/json' },
		params: {
			header: {
				'X-Shopify-Topic': topic,
				'X-Shopify-Shop-Domain': setting('TILLWATCH_SHOP'),
				'X-Shopify-Hmac-Sha256': signature,
				'X-Shopify-Webhook-Id': randomUUID()
			}
		},
		body: body as unknown as never,
		bodySerializer: () => body
	};
}

async function askTheService() {
	tell('getHealth', await client.GET('/healthz'));
	tell('getReadiness', await client.GET('/readyz'));
	tell('getMetrics', await plain.GET('/metrics', { parseAs: 'text' }));
	tell('getDocs', await plain.GET('/docs', { parseAs: 'text' }));
	tell('getDescription', await plain.GET('/openapi.yaml', { parseAs: 'text' }));
	tellEmpty(await client.GET('/dev/mail'), 'getShownMail');
}

async function askForStore(): Promise<Schemas['Store']> {
	const listed = first(
		tell('listStores', await client.GET('/api/v1/stores', { params: { query: { limit: 1 } } }))
	);
	const path = { store: listed.id };
	const added = tell(
		'addStore',
		await client.POST('/api/v1/stores', {
			body: {
				domain: 'client.myshopify.com',
				name: 'Client',
				currency: 'EUR',
				timezone: 'Europe/Berlin',
				webhook_secret: 'of-a-client'
			}
		})
	);
	tell(
		'deleteStore',
		await client.DELETE('/api/v1/stores/{store}', {
			params: { path: { store: added.id } },
			body: { name: added.name }
		})
	);
	tell(
		'changeStore',
		await client.PATCH('/api/v1/stores/{store}', {
			params: { path },
			body: { body_retention_days: 30 }
		})
	);
	return tell('getStore', await client.GET('/api/v1/stores/{store}', { params: { path } }));
}

async function sendWebhooks(address: string) {
	const body = '{"kind":"of no business"}';
	tell('receiveDelivery', await client.POST('/webhooks/shopify', webhook('themes/update', body)));
	const { params, ...rest } = webhook('themes/publish', body);
	const path = { key: new URL(address).pathname.split('/').at(-1) ?? '' };
	tell(
		'receiveDeliveryByKey',
		await client.POST('/webhooks/shopify/{key}', { ...rest, params: { ...params, path } })
	);
}

async function askForOrders(store: string) {
	const query = { limit: 1, sort: '-total_price', test: false } as const;
	const listed = tell(
		'listOrders',
		await client.GET('/api/v1/stores/{store}/orders', { params: { path: { store }, query } })
	);
	const order = first(listed);
	const whole = tell(
		'getOrder',
		await client.GET('/api/v1/stores/{store}/orders/{order}', {
			params: { path: { store, order: order.id } }
		})
	);
	const texts: string[] = [whole.net_sales, ...whole.sales.map((sale) => sale.net)];
	const hours: number[] = whole.sales.map((sale) => sale.hour);
	if (texts.length !== hours.length + 1) throw new Error('a sale without an hour');
}

async function askForCustomers(store: string) {
	const path = { store };
	const page = tell(
		'listCustomers',
		await client.GET('/api/v1/stores/{store}/customers', { params: { path, query: { q: 'ann' } } })
	);
	const { id: customer }: Schemas['Customer'] = first(page);
	tell(
		'getCustomer',
		await client.GET('/api/v1/stores/{store}/customers/{customer}', {
			params: { path: { store, customer } }
		})
	);
}

async function askForProducts(store: string) {
	const path = { store };
	const page = tell(
		'listProducts',
		await client.GET('/api/v1/stores/{store}/products', { params: { path } })
	);
	const { id: product }: Schemas['Product'] = first(page);
	tell(
		'getProduct',
		await client.GET('/api/v1/stores/{store}/products/{product}', {
			params: { path: { store, product } }
		})
	);
}

async function askForCheckouts(store: string) {
	const query = { state: 'abandoned' } as const;
	const page = tell(
		'listCheckouts',
		await client.GET('/api/v1/stores/{store}/checkouts', { params: { path: { store }, query } })
	);
	const { id: token }: Schemas['Checkout'] = first(page);
	tell(
		'getCheckout',
		await client.GET('/api/v1/stores/{store}/checkouts/{token}', {
			params: { path: { store, token } }
		})
	);
}

async function askForKeys() {
	const body = { name: 'client', scopes: ['read' as const] };
	const made = tell('addApiKey', await client.POST('/api/v1/me/api-keys', { body }));
	const secret: string = made.key;
	if (!secret.startsWith('tw_')) throw new Error('no key');
	first(
		tell(
			'listApiKeys',
			await client.GET('/api/v1/me/api-keys', { params: { query: { q: 'client' } } })
		)
	);
	const params = { path: { id: made.id } };
	tellEmpty(await client.DELETE('/api/v1/me/api-keys/{id}', { params }), 'removeApiKey');
	first(tell('listAccountEvents', await client.GET('/api/v1/me/audit')));
}

async function askForPeople(store: string) {
	const params = { path: { store } };
	const body = { email: 'client@example.com', role: 'viewer', personal_data: false } as const;
	const invited: Schemas['Member'] = tell(
		'inviteMember',
		await client.POST('/api/v1/stores/{store}/members', { params, body })
	);
	const members = tell(
		'listMembers',
		await client.GET('/api/v1/stores/{store}/members', {
			params: { path: { store }, query: { limit: 1, sort: 'joined_at' } }
		})
	);
	tell(
		'changeMember',
		await client.PATCH('/api/v1/stores/{store}/members/{id}', {
			params: { path: { store, id: first(members).id } },
			body: { role: 'owner' }
		})
	);
	tellEmpty(
		await client.DELETE('/api/v1/stores/{store}/members/{id}', {
			params: { path: { store, id: invited.id } }
		}),
		'removeMember'
	);
	tellEmpty(
		await client.POST('/api/v1/invitations/accept', { body: { token: 'of nobody' } }),
		'acceptInvitation'
	);
	first(
		tell('listStoreEvents', await client.GET('/api/v1/stores/{store}/audit', { params }))
	);
}

async function askForDeliveries(store: string) {
	const page = tell(
		'listDeliveries',
		await client.GET('/api/v1/stores/{store}/deliveries', {
			params: { path: { store }, query: { limit: 1, state: 'applied' } }
		})
	);
	const params = { path: { store, id: first(page).id } };
	tell('getDelivery', await client.GET('/api/v1/stores/{store}/deliveries/{id}', { params }));
	tell(
		'getDeliveryBody',
		await plain.GET('/api/v1/stores/{store}/deliveries/{id}/body', { params, parseAs: 'text' })
	);
	tell(
		'listRefusals',
		await client.GET('/api/v1/stores/{store}/refusals', { params: { path: { store } } })
	);
	tell(
		'replayDelivery',
		await client.POST('/api/v1/stores/{store}/deliveries/{id}/replay', { params })
	);
	tell(
		'replayDeliveries',
		await client.POST('/api/v1/stores/{store}/deliveries/replay', {
			params: { path: { store } },
			body: { filter: { state: 'failed' }, dry_run: true }
		})
	);
}

async function askForInsights(store: string) {
	const path = { store };
	const range = { from: '2026-07-01', to: '2026-07-31' };
	const overview = tell(
		'getOverview',
		await client.GET('/api/v1/stores/{store}/insights/overview', {
			params: { path, query: { ...range, compare: 'previous_period' } }
		})
	);
	const average: string | null = overview.totals.average_order_value;
	if (average === '') throw new Error('an average of no digits');
	tell(
		'getSeries',
		await client.GET('/api/v1/stores/{store}/insights/series', {
			params: { path, query: { ...range, measure: 'net_sales', interval: 'week' } }
		})
	);
	tell(
		'getBreakdown',
		await client.GET('/api/v1/stores/{store}/insights/breakdown', {
			params: { path, query: { ...range, measure: 'net_sales', by: 'product' } }
		})
	);
	tell(
		'explainFigure',
		await client.GET('/api/v1/stores/{store}/insights/explain', {
			params: { path, query: { ...range, measure: 'orders' } }
		})
	);
	tell(
		'getCheckoutFigures',
		await client.GET('/api/v1/stores/{store}/insights/checkouts', {
			params: { path, query: { ...range, compare: 'previous_year' } }
		})
	);
	const values = tell(
		'getOrderValues',
		await client.GET('/api/v1/stores/{store}/insights/order-values', {
			params: { path, query: range }
		})
	);
	const median: string | null = values.median;
	if (median === '') throw new Error('a median of no digits');
}

async function watch(store: string) {
	const answer = await plain.GET('/api/v1/stores/{store}/live', {
		params: { path: { store } },
		parseAs: 'stream'
	});
	await tell('watchStore', answer)?.cancel();
}

type Client = typeof client;

/** One who asks with the session that an answer gave. */
function clientOf(answer: Schemas['SessionAnswer'] | { ticket: string }): Client {
	if (!('access_token' in answer)) throw new Error('no session');
	return createClient<paths, 'application/json'>({
		baseUrl: options.baseUrl,
		headers: { Authorization: `Bearer ${answer.access_token}` }
	});
}

async function signIn(): Promise<Client> {
	const body = { email, password };
	return clientOf(tell('signIn', await client.POST('/api/v1/auth/login', { body })));
}

/** Without mails at hand: what needs one is refused. */
async function askToSignIn() {
	const code = '000000';
	const name = 'Ann';
	const params = { header: { 'X-Tillwatch': '1' } } as const;
	const token = 'none';
	tellEmpty(await client.POST('/api/v1/auth/signup', { body: { email, password, name } }), 'signUp');
	tellEmpty(await client.POST('/api/v1/auth/verify', { body: { email, code } }), 'verifySignUp');
	tell('resendCode', await client.POST('/api/v1/auth/resend', { body: { email } }));
	tellEmpty(
		await client.POST('/api/v1/auth/login/totp', { body: { ticket: token, code } }),
		'signInWithCode'
	);
	tellEmpty(await client.POST('/api/v1/auth/refresh', { params }), 'refreshSession');
	tellEmpty(await client.POST('/api/v1/auth/logout', { params }), 'signOut');
	tell('forgotPassword', await client.POST('/api/v1/auth/password/forgot', { body: { email } }));
	tellEmpty(
		await client.POST('/api/v1/auth/password/reset', { body: { token, password } }),
		'resetPassword'
	);
	tellEmpty(
		await client.POST('/api/v1/auth/email/undo', { body: { token } }),
		'undoEmailChange'
	);
}

async function askForAccount(session: Client) {
	const me = tell('getMe', await session.GET('/api/v1/me'));
	const zone: string | null = me.time_zone;
	if (zone === '') throw new Error('a time zone of no name');
	tell('changeMe', await session.PATCH('/api/v1/me', { body: { theme: 'dark' } }));
	tellEmpty(
		await session.POST('/api/v1/me/email', { body: { email, password: 'wrong' } }),
		'changeEmail'
	);
	tellEmpty(await session.POST('/api/v1/me/email/confirm', { body: { code: '0' } }), 'confirmEmail');
	tellEmpty(
		await session.POST('/api/v1/me/password', { body: { password, new_password: 'short' } }),
		'changePassword'
	);
	tell('getSecondFactor', await session.GET('/api/v1/me/totp'));
	tell('beginSecondFactor', await session.POST('/api/v1/me/totp', { body: { password } }));
	tellEmpty(
		await session.POST('/api/v1/me/totp/confirm', { body: { code: '0' } }),
		'confirmSecondFactor'
	);
	tellEmpty(
		await session.POST('/api/v1/me/totp/recovery-codes', { body: { password } }),
		'renewRecoveryCodes'
	);
	tellEmpty(await session.DELETE('/api/v1/me/totp', { body: { password } }), 'removeSecondFactor');
}

async function askForSessions(session: Client, other: Client) {
	const listed = tell('listSessions', await session.GET('/api/v1/me/sessions'));
	const { id } = listed.items.find((one) => one.current) ?? first(listed);
	tellEmpty(
		await session.DELETE('/api/v1/me/sessions/{id}', { params: { path: { id } } }),
		'endSession'
	);
	tellEmpty(await other.DELETE('/api/v1/me/sessions'), 'endSessions');
}

await askTheService();
await askToSignIn();
const session = await signIn();
await askForAccount(session);
await askForSessions(session, await signIn());
const store = await askForStore();
await askForKeys();
await askForPeople(store.id);
await sendWebhooks(store.webhook_url ?? '');
await askForOrders(store.id);
await askForCustomers(store.id);
await askForProducts(store.id);
await askForCheckouts(store.id);
await askForDeliveries(store.id);
await askForInsights(store.id);
await watch(store.id);
