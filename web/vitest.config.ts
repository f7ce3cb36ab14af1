import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

// Shaping is plain TypeScript: its tests need neither Svelte nor a browser.
export default defineConfig({
  resolve: { alias: { $lib: fileURLToPath(new URL('src/lib', import.meta.url)) } },
  test: { include: ['src/**/*.test.ts', 'tools/**/*.test.js'] }
});
