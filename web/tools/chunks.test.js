import { describe, expect, it } from 'vitest';
import { chunk_of } from './chunks.js';

/** @param {Record<string, string[]>} imports of each module */
function graph(imports) {
  const importers = (/** @type {string} */ of) =>
    Object.keys(imports).filter((id) => imports[id]?.includes(of));
  return {
    getModuleIds: () => Object.keys(imports).values(),
    getModuleInfo: (/** @type {string} */ id) =>
      /** @type {import('vite').Rollup.ModuleInfo} */ ({
        importedIds: /** @type {readonly string[]} */ (imports[id] ?? []),
        importers: /** @type {readonly string[]} */ (importers(id))
      })
  };
}

const app = graph({
  '/g/client-optimized/app.js': [],
  '/g/client-optimized/nodes/0.js': ['/src/routes/+layout.svelte'],
  '/g/client-optimized/nodes/2.js': ['/src/routes/stores/[store]/+layout.svelte'],
  '/g/client-optimized/nodes/3.js': ['/src/routes/account/+page.svelte'],
  '/src/routes/+layout.svelte': ['/src/lib/session.ts'],
  '/src/routes/stores/[store]/+layout.svelte': ['/src/lib/session.ts', '/src/lib/switcher.ts'],
  '/src/routes/stores/[store]/+page.svelte': ['/src/lib/panel.ts'],
  '/src/routes/account/+page.svelte': ['/src/lib/panel.ts', '/src/lib/qr.ts'],
  '/src/lib/session.ts': [],
  '/src/lib/switcher.ts': [],
  '/src/lib/panel.ts': [],
  '/src/lib/qr.ts': []
});

describe('chunk_of', () => {
  it('puts what every visitor begins with into one file', () => {
    expect(chunk_of('/g/client-optimized/app.js', app)).toBe('app');
    expect(chunk_of('/src/routes/+layout.svelte', app)).toBe('app');
    expect(chunk_of('/g/client-optimized/nodes/0.js', app)).toBe('app');
  });

  it("puts a store's frame and dashboard into another, but for what the first has", () => {
    expect(chunk_of('/g/client-optimized/nodes/2.js', app)).toBe('store');
    expect(chunk_of('/src/lib/switcher.ts', app)).toBe('store');
    expect(chunk_of('/src/lib/panel.ts', app)).toBe('store');
    expect(chunk_of('/src/lib/session.ts', app)).toBe('app');
  });

  it('leaves the other pages and what only they need', () => {
    expect(chunk_of('/g/client-optimized/nodes/3.js', app)).toBeUndefined();
    expect(chunk_of('/src/routes/account/+page.svelte', app)).toBeUndefined();
    expect(chunk_of('/src/lib/qr.ts', app)).toBeUndefined();
  });

  it('tells builds apart', () => {
    const other = graph({ '/src/routes/+error.svelte': ['/src/lib/qr.ts'], '/src/lib/qr.ts': [] });
    expect(chunk_of('/src/lib/qr.ts', other)).toBe('app');
    expect(chunk_of('/src/lib/qr.ts', app)).toBeUndefined();
  });
});
