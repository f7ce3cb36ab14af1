// A list as a CSV file: the API's answer, fetched with the session's token and saved.
import type { Outcome } from '$lib/api/outcome';
import { no_answer, problem_of } from '$lib/api/problem';
import { authorised_fetch } from '$lib/features/session/authorised_fetch';
import { keeper } from '$lib/features/session/session.svelte';
import { file_name_in } from './file_name';

/** All pages of a list: more than what the other requests are given. */
const csv_timeout_ms = 300_000;

const ask = authorised_fetch(keeper, (request) =>
  fetch(request, { signal: AbortSignal.timeout(csv_timeout_ms) })
);

/** `path`: of the list, below the server's root. */
export async function download_csv(
  path: string,
  question: Readonly<Record<string, string>>
): Promise<Outcome<null>> {
  const url = new URL(path, location.origin);
  url.search = new URLSearchParams(question).toString();
  try {
    const answer = await ask(new Request(url, { headers: { Accept: 'text/csv' } }));
    if (!answer.ok) return { problem: await refusal_in(answer) };
    save(await answer.blob(), file_name_in(answer.headers.get('Content-Disposition')));
    return { data: null };
  } catch {
    return { problem: no_answer };
  }
}

async function refusal_in(answer: Response) {
  const body: unknown = await answer.json().catch(() => null);
  return problem_of(answer.status, body, answer.headers.get('Retry-After'));
}

function save(content: Blob, name: string): void {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // The browser has taken hold of it by the time of the next task.
  setTimeout(() => URL.revokeObjectURL(link.href));
}
