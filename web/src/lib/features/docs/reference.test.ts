import description from 'virtual:api_description';
import { render } from 'svelte/server';
import { describe, expect, it, vi } from 'vitest';
import { resolved } from './description';
import Reference from './Reference.svelte';

// A browser without a clipboard.
vi.stubGlobal('navigator', {});

const page = (text = ''): string =>
  render(Reference, {
    props: {
      description,
      origin: 'https://till.example',
      text,
      here: '',
      search: () => undefined,
      home: true
    }
  }).body;

/** The part of the page that has this id. */
function section(html: string, id: string): string {
  const from = html.indexOf(`<section id="${id}"`);
  expect(from, id).toBeGreaterThan(0);
  return html.slice(from, html.indexOf('</section>', from));
}

const as_text = (html: string): string =>
  html
    .replace(/<!--.*?-->/g, '')
    .replace(/<\/(p|li|div|h\d)>/g, ' ')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');
const plain = (markdown: string): string =>
  markdown.replace(/`|\*(?=\w)|(?<=\w)\*/g, '').replace(/\s+/g, ' ').trim();

const operations = Object.entries(description.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, one]) => ({ path, method: method.toUpperCase(), one }))
);

describe('the page of the API', { timeout: 60_000 }, () => {
  const html = page();

  it('has every operation with its words, its parameters and its answers', () => {
    expect(operations.length).toBeGreaterThan(50);
    for (const { path, method, one } of operations) {
      const part = as_text(section(html, one.operationId));
      for (const said of [one.summary, `${method} ${path}`, plain(one.description ?? '')]) {
        expect(part, one.operationId).toContain(said);
      }
      for (const node of one.parameters ?? []) {
        const parameter = resolved(description, 'parameters', node);
        expect(part).toContain(`${parameter.name} ${parameter.in}`);
        expect(part).toContain(plain(parameter.description ?? ''));
      }
      for (const [status, node] of Object.entries(one.responses)) {
        expect(part).toContain(status);
        const answer = resolved(description, 'responses', node);
        for (const type of Object.keys(answer.content ?? {})) expect(part).toContain(type);
      }
    }
  });

  it('has every field of every request and of every schema', () => {
    const fields = (node: unknown): string[] => {
      if (typeof node !== 'object' || node === null) return [];
      const own = 'properties' in node ? Object.keys(node.properties as object) : [];
      return [...own, ...Object.values(node).flatMap(fields)];
    };
    for (const { one } of operations) {
      const part = section(html, one.operationId);
      for (const name of fields(one.requestBody)) expect(part).toContain(`>${name}</code>`);
    }
    for (const [name, schema] of Object.entries(description.components.schemas)) {
      const part = section(html, `schema-${name}`);
      for (const field of fields(schema)) expect(part).toContain(`>${field}</code>`);
    }
  });

  it('leads nowhere that is not on it', () => {
    const ids = new Set([...html.matchAll(/ id="([^"]+)"/g)].map((match) => match[1]));
    const targets = [...html.matchAll(/href="#([^"]+)"/g)].map((match) => match[1]);
    expect(targets.filter((target) => !ids.has(target))).toEqual([]);
  });

  it('shows only the operations that are looked for', () => {
    const found = page('explain figure');
    expect(found).toContain('<section id="explainFigure"');
    expect(found).not.toContain('<section id="signIn"');
    expect(as_text(found)).toContain('One operation has “explain figure”.');
    expect(as_text(page('no such thing'))).toContain('No operation has “no such thing”.');
  });

  it('has nothing in it that a strict policy refuses', () => {
    expect(html).not.toMatch(/<[^>]*\s(style|on\w+)=/);
    expect(html).not.toMatch(/<(style|script|iframe)/);
  });
});
