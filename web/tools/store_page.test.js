import { describe, expect, it } from 'vitest';
import { store_page } from './store_page.js';

const page = '<html><head><title>Tillwatch</title></head><body></body></html>';
const store = { file: '_app/immutable/chunks/x.js', name: 'store', css: ['_app/immutable/x.css'] };

describe('store_page', () => {
  it('names the file of the pages of a store, and its styles', () => {
    const html = store_page(page, { 'a.js': { file: 'a.js', name: 'app' }, '_x.js': store });
    expect(html.replaceAll('\n', '')).toBe(
      '<html><head><title>Tillwatch</title>' +
        '<link href="/_app/immutable/chunks/x.js" rel="modulepreload">' +
        '<link href="/_app/immutable/x.css" rel="stylesheet">' +
        '</head><body></body></html>'
    );
  });

  it('refuses a build that has no such file, or several', () => {
    expect(() => store_page(page, {})).toThrow('not one file');
    expect(() => store_page(page, { '_x.js': store, '_y.js': store })).toThrow('not one file');
  });
});
