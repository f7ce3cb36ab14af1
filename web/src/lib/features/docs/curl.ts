// An operation as a line for a shell: what it needs as $variables, the rest from its examples.
import type { Operation, Parameter } from './operations';

export function curl_line(operation: Operation, origin: string): string {
  const options = [
    operation.method === 'GET' ? '' : `-X ${operation.method}`,
    operation.is_open ? '' : `-H "Authorization: Bearer ${token_of(operation)}"`,
    ...headers_of(operation),
    ...body_of(operation)
  ].filter((option) => option !== '');
  return ['curl', ...options, `"${origin}${path_of(operation)}${query_of(operation)}"`].join(
    ' \\\n  '
  );
}

/** Of an account itself only a session may ask, with its access token. */
function token_of(operation: Operation): string {
  return operation.access.startsWith('session') ? '$access_token' : '$key';
}

/** `$store` for {store}, as the shell takes it. */
function path_of(operation: Operation): string {
  return operation.path.replace(/\{(\w+)\}/g, '$$$1');
}

function query_of(operation: Operation): string {
  const needed = operation.parameters.filter((one) => one.place === 'query' && one.required);
  const query = needed.map((one) => `${one.name}=${value_of(one)}`).join('&');
  return query === '' ? '' : `?${query}`;
}

function headers_of(operation: Operation): string[] {
  const needed = operation.parameters.filter((one) => one.place === 'header' && one.required);
  return needed.map((one) => `-H "${one.name}: ${value_of(one)}"`);
}

function value_of(parameter: Parameter): string {
  return parameter.sample ?? `$${parameter.name.toLowerCase().replace(/\W/g, '_')}`;
}

function body_of(operation: Operation): string[] {
  if (!operation.body) return [];
  const { type, example } = operation.body;
  const data = example === undefined ? '"$body"' : quoted(json_of(example));
  return [`-H 'Content-Type: ${type}'`, `--data-binary ${data}`];
}

/** On one line where that is short. */
function json_of(example: unknown): string {
  const line = JSON.stringify(example);
  return line.length <= 40 ? line : JSON.stringify(example, null, 2);
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
