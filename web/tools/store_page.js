// Writes stores.html, which is index.html for the pages of a store: it names the file that they need
// besides (tools/chunks.js), so that the browser fetches it at once and not once the app has started.
// Usage: node tools/store_page.js BUILD_DIRECTORY, after externalize.js
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * @param {string} html
 * @param {import('vite').Manifest} manifest
 * @returns {string}
 */
export function store_page(html, manifest) {
  const [file, ...others] = Object.values(manifest).filter(({ name }) => name === 'store');
  if (!file || others.length > 0) throw new Error('there is not one file of the pages of a store');
  const links = [
    `<link href="/${file.file}" rel="modulepreload">`,
    ...(file.css ?? []).map((style) => `<link href="/${style}" rel="stylesheet">`)
  ];
  return html.replace('</head>', `${links.join('\n')}\n</head>`);
}

/** @param {string} build */
function write_store_page(build) {
  const manifest = readFileSync('.svelte-kit/output/client/.vite/manifest.json', 'utf8');
  const html = readFileSync(join(build, 'index.html'), 'utf8');
  writeFileSync(join(build, 'stores.html'), store_page(html, JSON.parse(manifest)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) write_store_page(process.argv[2] ?? 'build');
