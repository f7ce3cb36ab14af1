// `x-access` of an operation in words (docs/access.md).

const people: Record<string, string> = {
  anyone: 'Anybody, without a key',
  signature: 'Whoever signs the body with the store’s secret',
  metrics: 'The host itself, or the metrics token as bearer token',
  user: 'Everybody with an account',
  session: 'Who is signed in; no API key',
  viewer: 'Members of the store',
  admin: 'Admins and owners of the store',
  owner: 'Owners of the store'
};

/** "viewer read" as "Members of the store; an API key needs the scope read". */
export function access_in_words(access: string): string {
  const [who = '', ...scopes] = access.split(' ');
  const said = people[who] ?? who;
  if (scopes.length === 0 || who === 'session') return said;
  return `${said}; an API key needs the scope ${scopes.join(' ')}`;
}
