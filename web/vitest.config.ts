import { defineConfig } from 'vitest/config';

// Shaping is plain TypeScript: its tests need neither Svelte nor a browser.
export default defineConfig({ test: { include: ['src/**/*.test.ts', 'tools/**/*.test.js'] } });
