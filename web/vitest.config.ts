import { svelte } from '@sveltejs/vite-plugin-svelte';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

import { api_description } from './tools/api_description.js';

// Shaping is plain TypeScript: its tests need no browser. Svelte is here for the page of the API,
// which one test renders to a text.
export default defineConfig({
  plugins: [api_description(), svelte()],
  resolve: { alias: { $lib: fileURLToPath(new URL('src/lib', import.meta.url)) } },
  test: { include: ['src/**/*.test.ts', 'tools/**/*.test.js'] }
});
