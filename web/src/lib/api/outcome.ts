// What came of a request: its data, or a problem in words. Nothing is thrown.
import { no_answer, problem_of, type Problem } from './problem';

export type Outcome<Data> = { data: Data } | { problem: Problem };

interface Answer<Data> {
  data?: Data;
  error?: unknown;
  response: Response;
}

/** Of an answer of openapi-fetch; what has no body (204) has `undefined` for data. */
export async function outcome_of<Data>(asked: Promise<Answer<Data>>): Promise<Outcome<Data>> {
  try {
    const { data, error, response } = await asked;
    if (response.ok) return { data: data as Data };
    return { problem: problem_of(response.status, error, response.headers.get('Retry-After')) };
  } catch {
    return { problem: no_answer };
  }
}
