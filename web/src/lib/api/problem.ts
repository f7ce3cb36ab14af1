// Refusals of the API (RFC 9457) in words for people; no I/O.

export interface Problem {
  /** The HTTP status; 0 where no answer came. */
  status: number;
  detail: string;
  /** Per field of the request what is wrong with it, as a sentence. */
  fields: Readonly<Record<string, string>>;
  /** How long to wait before the next try, where the server says so. */
  retry_after_s: number | null;
}

export const no_answer: Problem = {
  status: 0,
  detail: 'The server cannot be reached. Look at your connection and try again.',
  fields: {},
  retry_after_s: null
};

/** `body`: what the answer holds, parsed if it was JSON. */
export function problem_of(status: number, body: unknown, retry_after: string | null): Problem {
  const retry_after_s = seconds_of(retry_after);
  const fields = fields_of(body);
  return { status, detail: detail_of(status, body, retry_after_s), fields, retry_after_s };
}

/** A refusal that this page makes itself, before it asks the server. */
export function refusal_of(fields: Record<string, string>): Problem {
  return { status: 422, detail: 'Something is missing.', fields, retry_after_s: null };
}

/** Whether the same question may be answered a moment later. */
export function may_pass({ status }: Problem): boolean {
  return status === 0 || status === 429 || status >= 500;
}

/** "34 seconds", "1 minute", "15 minutes": whole minutes are rounded up. */
export function duration_in_words(seconds: number): string {
  const [count, unit] = seconds < 120 ? [seconds, 'second'] : [Math.ceil(seconds / 60), 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** The API's fragments ("is no longer good") as a sentence of their own. */
export function as_sentence(fragment: string, subject = 'This'): string {
  const whole = /^(is|has|was|must|may|holds|needs|takes) /.test(fragment)
    ? `${subject} ${fragment}`
    : fragment;
  const text = whole.charAt(0).toUpperCase() + whole.slice(1);
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function detail_of(status: number, body: unknown, retry_after_s: number | null): string {
  const wait = retry_after_s === null ? 'a moment' : duration_in_words(retry_after_s);
  if (status === 429) return `Too many tries. Try again in ${wait}.`;
  if (status === 503)
    return `The server is busy or cannot reach its database. Try again in ${wait}.`;
  const detail = text_in(body, 'detail');
  return detail ? as_sentence(detail) : `The server answered with an error (${status}).`;
}

function fields_of(body: unknown): Record<string, string> {
  const fields: Record<string, string> = {};
  if (!is_object(body) || !Array.isArray(body.errors)) return fields;
  for (const error of body.errors) {
    const field = text_in(error, 'field');
    const message = text_in(error, 'message');
    if (field && message && !(field in fields)) {
      fields[field] = as_sentence(message, subject_of(field));
    }
  }
  return fields;
}

function subject_of(field: string): string {
  return field === 'email' ? 'The e-mail address' : `The ${field.replaceAll('_', ' ')}`;
}

function seconds_of(retry_after: string | null): number | null {
  return retry_after !== null && /^\d{1,6}$/.test(retry_after) ? Number(retry_after) : null;
}

function text_in(body: unknown, name: string): string | null {
  if (!is_object(body)) return null;
  const value = body[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function is_object(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
