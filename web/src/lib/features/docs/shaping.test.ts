import { describe, expect, it } from 'vitest';
import { access_in_words } from './access';
import { curl_line } from './curl';
import type { Description } from './description';
import { groups_of, type Operation } from './operations';
import { paragraphs } from './prose';
import { shape_of } from './schema';

const text = (schema: Parameters<typeof shape_of>[0]): string => {
  const shape = shape_of(schema);
  return [shape.words.map((word) => word.text).join(' '), ...shape.rules].join('; ');
};

describe('a schema in words', () => {
  it('says its type and what is asked of it', () => {
    expect(text({ type: 'integer', minimum: 1, maximum: 250, default: 50 })).toBe(
      'integer; 1 to 250; default 50'
    );
    expect(text({ type: ['string', 'null'], format: 'date-time' })).toBe(
      'string (date-time) or null'
    );
    expect(text({})).toBe('anything');
    expect(text({ type: 'array', items: { $ref: '#/components/schemas/Order' } })).toBe(
      'list of Order'
    );
    expect(text({ oneOf: [{ $ref: '#/components/schemas/Moment' }, { type: 'null' }] })).toBe(
      'Moment or null'
    );
  });

  it('names the fields, also those of one schema with more', () => {
    const whole = shape_of({
      allOf: [
        { $ref: '#/components/schemas/Order' },
        { type: 'object', required: ['tip'], properties: { tip: { type: 'string' }, note: {} } }
      ]
    });
    expect(whole.words).toEqual([{ text: 'Order', schema: 'Order' }, { text: 'with' }]);
    expect(whole.fields.map((field) => [field.name, field.required])).toEqual([
      ['tip', true],
      ['note', false]
    ]);
  });

  it('keeps apart what it may be instead', () => {
    const object = (name: string) => ({ type: 'object', properties: { [name]: {} } });
    const { alternatives } = shape_of({ oneOf: [object('one'), object('other')] });
    expect(alternatives.map((one) => one.fields[0]?.name)).toEqual(['one', 'other']);
  });
});

const description = (operation: object): Description =>
  ({
    tags: [{ name: 'things', description: '' }],
    paths: { '/things/{store}': { post: { tags: ['things'], responses: {}, ...operation } } },
    components: { parameters: {}, schemas: { Measure: { enum: ['net', 'gross'] } } }
  }) as unknown as Description;
const first = (operation: object): Operation => {
  const found = groups_of(description(operation))[0]?.operations[0];
  if (!found) throw new Error('no operation');
  return found;
};

describe('a curl line', () => {
  it('has what the operation needs and leaves out what it does not', () => {
    const measure = { $ref: '#/components/schemas/Measure' };
    const operation = first({
      'x-access': 'viewer write',
      parameters: [
        { name: 'measure', in: 'query', required: true, schema: measure },
        { name: 'limit', in: 'query', schema: {}, example: 5 },
        { name: 'X-Signed', in: 'header', required: true, schema: {} }
      ],
      requestBody: {
        required: true,
        content: { 'application/json': { schema: {}, example: { name: "Ann's" } } }
      }
    });
    expect(curl_line(operation, 'https://till.example').split(' \\\n  ')).toEqual([
      'curl',
      '-X POST',
      '-H "Authorization: Bearer $key"',
      '-H "X-Signed: $x_signed"',
      "-H 'Content-Type: application/json'",
      `--data-binary '{"name":"Ann'\\''s"}'`,
      '"https://till.example/things/$store?measure=net"'
    ]);
  });

  it('asks without a key where none is needed, and with a session where only that counts', () => {
    expect(curl_line(first({ 'x-access': 'anyone' }), '')).not.toContain('Authorization');
    expect(curl_line(first({ 'x-access': 'session write' }), '')).toContain('$access_token');
  });
});

it('a reference to what is not described is an error', () => {
  const lost = { parameters: [{ $ref: '#/components/parameters/None' }] };
  expect(() => first({ 'x-access': 'anyone', ...lost })).toThrow('is not described');
});

it('who may ask is said in words', () => {
  expect(access_in_words('anyone')).toBe('Anybody, without a key');
  expect(access_in_words('viewer read or export')).toBe(
    'Members of the store; an API key needs the scope read or export'
  );
  expect(access_in_words('session write')).toBe('Who is signed in; no API key');
});

it('descriptions are paragraphs with code and emphasis', () => {
  expect(paragraphs('One `a*b*` *and*\nmore.\n\nTwo `.\n')).toEqual([
    [
      { text: 'One ', kind: 'plain' },
      { text: 'a*b*', kind: 'code' },
      { text: ' ', kind: 'plain' },
      { text: 'and', kind: 'emphasis' },
      { text: ' more.', kind: 'plain' }
    ],
    [{ text: 'Two `.', kind: 'plain' }]
  ]);
});
