import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

import { api_description } from './tools/api_description.js';
import { chunk_of } from './tools/chunks.js';

export default defineConfig({
  plugins: [api_description(), sveltekit()],
  build: {
    // The CSP has no data: for scripts and styles; small files stay files.
    assetsInlineLimit: 0,
    rollupOptions: { output: { experimentalMinChunkSize: 12_000, manualChunks: chunk_of } }
  },
  server: {
    // `npm run dev` beside a running server.
    proxy: Object.fromEntries(
      ['/api', '/readyz', '/healthz', '/openapi.yaml'].map((path) => [
        path,
        'http://127.0.0.1:8080'
      ])
    )
  }
});
