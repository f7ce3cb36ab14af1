import type { Operation } from './operations';

/** The examples of an operation's answers, each under its status and type. */
export function examples_of(operation: Operation): { title: string; text: string }[] {
  return operation.answers.flatMap(({ status, media }) =>
    media
      .filter(({ example }) => example !== undefined)
      .map(({ type, example }) => ({ title: `${status} ${type}`, text: example_text(example) }))
  );
}

/** As it would be read: a text as it is, anything else as JSON over several lines. */
function example_text(example: unknown): string {
  return typeof example === 'string' ? example.trimEnd() : JSON.stringify(example, null, 2);
}
