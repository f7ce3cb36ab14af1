// The operations of the API by what they are about, ready to be shown and to be looked through.
import {
  resolved,
  type Content,
  type DescribedAnswer,
  type DescribedOperation,
  type DescribedParameter,
  type Description,
  type Reference
} from './description';
import { shape_of, value_text, type Shape } from './schema';

export interface Group {
  name: string;
  description: string;
  operations: Operation[];
}

export interface Operation {
  id: string;
  method: string;
  path: string;
  summary: string;
  description: string;
  access: string;
  /** Whether anybody may ask, without a key. */
  is_open: boolean;
  parameters: Parameter[];
  body: (Media & { required: boolean }) | null;
  answers: Answer[];
}

export interface Parameter {
  name: string;
  place: 'path' | 'query' | 'header';
  required: boolean;
  description: string;
  shape: Shape;
  /** Null where its value says enough. */
  example: string | null;
  /** What stands in the curl line. */
  sample: string | null;
}

export interface Media {
  type: string;
  shape: Shape;
  example: unknown;
}

export interface Answer {
  status: string;
  description: string;
  headers: { name: string; description: string }[];
  media: Media[];
  /** Whether it is a problem document, like all others. */
  is_problem: boolean;
}

export function groups_of(description: Description): Group[] {
  const all = Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, one]) => ({
      tag: one.tags[0],
      operation: operation_of(description, path, method, one)
    }))
  );
  return description.tags.map((tag) => ({
    ...tag,
    operations: all.filter((one) => one.tag === tag.name).map((one) => one.operation)
  }));
}

function operation_of(
  description: Description,
  path: string,
  method: string,
  one: DescribedOperation
): Operation {
  const body = one.requestBody;
  const [media] = body ? media_of(body.content) : [];
  const access = one['x-access'];
  return {
    id: one.operationId,
    method: method.toUpperCase(),
    path,
    summary: one.summary,
    description: one.description ?? '',
    access,
    is_open: access === 'anyone' || access === 'signature',
    parameters: (one.parameters ?? []).map((parameter) => parameter_of(description, parameter)),
    body: body && media ? { ...media, required: body.required } : null,
    answers: Object.entries(one.responses).map(([status, answer]) =>
      answer_of(description, status, answer)
    )
  };
}

function parameter_of(description: Description, node: DescribedParameter | Reference): Parameter {
  const parameter = resolved(description, 'parameters', node);
  const { example, schema } = parameter;
  const values = resolved(description, 'schemas', schema);
  const sample = example ?? values.examples?.[0] ?? values.enum?.[0];
  return {
    name: parameter.name,
    place: parameter.in,
    required: parameter.required ?? false,
    description: parameter.description ?? '',
    shape: shape_of(schema),
    example: example === undefined ? null : value_text(example),
    sample: sample === undefined ? null : value_text(sample)
  };
}

function answer_of(
  description: Description,
  status: string,
  node: DescribedAnswer | Reference
): Answer {
  const answer = resolved(description, 'responses', node);
  const headers = Object.entries(answer.headers ?? {}).map(([name, header]) => ({
    name,
    description: resolved(description, 'headers', header).description
  }));
  const is_problem = 'application/problem+json' in (answer.content ?? {});
  const media = media_of(answer.content);
  return { status, description: answer.description, headers, media, is_problem };
}

function media_of(content: Content = {}): Media[] {
  return Object.entries(content).map(([type, { schema, example }]) => ({
    type,
    shape: shape_of(schema),
    example
  }));
}

/** Those that have every word of `text` in what is said of them; no group without any. */
export function matching(groups: Group[], text: string): Group[] {
  const words = text.toLowerCase().split(/\s+/).filter((word) => word !== '');
  const found = groups.map((group) => ({
    ...group,
    operations: group.operations.filter((one) => {
      const said = said_of(one);
      return words.every((word) => said.includes(word));
    })
  }));
  return found.filter((group) => group.operations.length > 0);
}

function said_of(one: Operation): string {
  const names = one.parameters.map((parameter) => parameter.name);
  return [one.id, one.method, one.path, one.summary, one.description, ...names]
    .join('\n')
    .toLowerCase();
}
