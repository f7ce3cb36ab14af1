import adapter from '@sveltejs/adapter-static';

/** @type {import('@sveltejs/kit').Config} */
export default {
  kit: {
    adapter: adapter({ fallback: 'index.html' }),
    // script/web names a build after its inputs, so the same inputs give the same files.
    version: { name: process.env.WEB_VERSION ?? 'development' }
  }
};
