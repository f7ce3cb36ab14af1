import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [sveltekit()],
  build: {
    // The CSP has no data: for scripts and styles; small files stay files.
    assetsInlineLimit: 0
  },
  server: {
    // `npm run dev` beside a running server.
    proxy: Object.fromEntries(
      ['/api', '/readyz', '/healthz', '/openapi.yaml', '/docs'].map((path) => [
        path,
        'http://127.0.0.1:8080'
      ])
    )
  }
});
