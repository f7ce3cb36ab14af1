// A schema as somebody reads it: its type in words, what else is asked of it, and what is in it.
import { referred, type Schema } from './description';

/** A part of a type in words; `schema` is the name of one that is described on its own. */
export interface Word {
  text: string;
  schema?: string;
}

export interface Field {
  name: string;
  required: boolean;
  value: Shape;
}

export interface Shape {
  words: Word[];
  description?: string;
  /** In words: "1 to 250", "default 50". */
  rules: string[];
  /** The values that there are, where they are few enough to be named. */
  values: string[];
  fields: Field[];
  /** What it may be instead, where it is one of several things that have fields. */
  alternatives: Shape[];
}

const simple: Shape = { words: [], rules: [], values: [], fields: [], alternatives: [] };

export function shape_of(schema: Schema): Shape {
  if (schema.$ref !== undefined) return named(referred(schema.$ref));
  if (schema.allOf) return all_of(schema.allOf);
  if (schema.oneOf) return { ...one_of(schema.oneOf), ...described(schema) };
  const own = { ...simple, ...described(schema), rules: rules_of(schema) };
  const inner = schema.items ?? schema.contentSchema;
  if (inner) return around(own, schema, shape_of(inner));
  const values = (schema.enum ?? []).map(value_text);
  return { ...own, words: [{ text: type_text(schema) }], values, fields: fields_of(schema) };
}

function named(name: string): Shape {
  return { ...simple, words: [{ text: name, schema: name }] };
}

function described(schema: Schema): { description?: string } {
  return schema.description === undefined ? {} : { description: schema.description };
}

/** A list of something, or a text that holds JSON. */
function around(own: Shape, schema: Schema, inner: Shape): Shape {
  const holds = schema.items ? 'list of' : `text of ${schema.contentMediaType}:`;
  const words = [{ text: holds }, ...inner.words, ...or_null(schema)];
  const rules = [...inner.rules.map((rule) => `each ${rule}`), ...own.rules];
  return { ...inner, ...own, words, rules, values: inner.values, fields: inner.fields };
}

function or_null(schema: Schema): Word[] {
  return Array.isArray(schema.type) && schema.type.includes('null') ? [{ text: 'or null' }] : [];
}

function all_of(parts: Schema[]): Shape {
  const shapes = parts.map(shape_of);
  const words = shapes.filter((one) => one.fields.length === 0).flatMap((one) => one.words);
  const fields = shapes.flatMap((one) => one.fields);
  return { ...simple, words: [...words, { text: 'with' }], fields };
}

function one_of(parts: Schema[]): Shape {
  const somethings = parts.filter((part) => part.type !== 'null').map(shape_of);
  const ending = somethings.length < parts.length ? [{ text: 'or null' }] : [];
  const [only] = somethings;
  if (only && somethings.length === 1) return { ...only, words: [...only.words, ...ending] };
  const words = somethings.flatMap((one) => [{ text: 'or' }, ...one.words]).slice(1);
  const alternatives = somethings.filter((one) => one.fields.length > 0);
  return { ...simple, words: [...words, ...ending], alternatives };
}

function type_text(schema: Schema): string {
  const types = [schema.type ?? []].flat();
  if (types.length === 0) return 'anything';
  const format = schema.format === undefined ? '' : ` (${schema.format})`;
  return types.map((type) => (type === 'null' ? type : type + format)).join(' or ');
}

function fields_of(schema: Schema): Field[] {
  const fields = Object.entries(schema.properties ?? {}).map(([name, value]) => ({
    name,
    required: schema.required?.includes(name) ?? false,
    value: shape_of(value)
  }));
  const others = schema.additionalProperties;
  if (typeof others !== 'object') return fields;
  return [...fields, { name: 'any name', required: false, value: shape_of(others) }];
}

function rules_of(schema: Schema): string[] {
  const rules = [
    between(schema.minimum, schema.maximum, ''),
    between(schema.minLength, schema.maxLength, ' characters'),
    between(undefined, schema.maxItems, ' items')
  ];
  if (schema.pattern !== undefined) rules.push(`matches ${schema.pattern}`);
  if (schema.default !== undefined) rules.push(`default ${value_text(schema.default)}`);
  if (schema.examples) rules.push(`such as ${schema.examples.map(value_text).join(', ')}`);
  if (schema.additionalProperties === false) rules.push('no other fields');
  return rules.filter((rule) => rule !== '');
}

function between(least: number | undefined, most: number | undefined, what: string): string {
  if (least !== undefined && most !== undefined) return `${least} to ${most}${what}`;
  if (least !== undefined) return `at least ${least}${what}`;
  return most === undefined ? '' : `at most ${most}${what}`;
}

export function value_text(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
