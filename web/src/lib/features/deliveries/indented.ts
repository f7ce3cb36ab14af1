// A JSON text with line breaks, token by token: numbers and strings stay as they came, which
// reading and writing them again would not promise (ids beyond 2^53, "0.200000"). No I/O.

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** Null where the text is no JSON. */
export function indented(json: string): string | null {
  try {
    JSON.parse(json);
  } catch {
    return null;
  }
  const tokens = json.match(token) ?? [];
  let depth = 0;
  let text = '';
  tokens.forEach((part, at) => {
    const before = tokens[at - 1] ?? '';
    if (part === '}' || part === ']') {
      depth -= 1;
      text += opens(before) ? part : line(depth) + part;
    } else {
      text += (opens(before) || before === ',' ? line(depth) : '') + part;
      if (part === ':') text += ' ';
      if (opens(part)) depth += 1;
    }
  });
  return text.trimStart();
}

function opens(part: string): boolean {
  return part === '{' || part === '[';
}

function line(depth: number): string {
  return `\n${'  '.repeat(depth)}`;
}
