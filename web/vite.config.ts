import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

import { api_description } from './tools/api_description.js';

export default defineConfig({
  plugins: [api_description(), sveltekit()],
  build: {
    // The CSP has no data: for scripts and styles; small files stay files.
    assetsInlineLimit: 0,
    // A page of many tiny files waits for its requests, not for their bytes.
    rollupOptions: { output: { experimentalMinChunkSize: 12_000 } }
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
