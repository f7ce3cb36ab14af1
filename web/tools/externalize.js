// Makes the built app fit for a Content-Security-Policy without 'unsafe-inline':
//   - inline scripts of index.html become files (SvelteKit's bootstrap is one),
//   - the inline style of SvelteKit's route announcer becomes a class of src/app.css,
//   - anything else inline is an error, so that no new version of SvelteKit brings it in unseen.
// Usage: node tools/externalize.js BUILD_DIRECTORY
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * @param {string} html
 * @returns {{ html: string, files: { path: string, text: string }[] }}
 */
export function externalize_scripts(html) {
  /** @type {{ path: string, text: string }[]} */
  const files = [];
  const changed = html.replace(/<script>([^]*?)<\/script>/g, (_, /** @type {string} */ code) => {
    const text = code.trim() + '\n';
    const hash = createHash('sha256').update(text).digest('hex').slice(0, 8);
    const path = `_app/immutable/bootstrap.${hash}.js`;
    files.push({ path, text });
    return `<script src="/${path}"></script>`;
  });
  return { html: changed, files };
}

/**
 * @param {string} code
 * @returns {string | null} null if there is no announcer in it
 */
export function unstyle_announcer(code) {
  const announcer = /(id="svelte-announcer"[^>]*?) style="[^"]*"/;
  return announcer.test(code) ? code.replace(announcer, '$1 class="visually-hidden"') : null;
}

/**
 * What the CSP would block.
 * @param {string} html
 * @returns {string[]}
 */
export function inline_parts(html) {
  const parts = [
    /<script(?![^>]*\ssrc=)[^>]*>/g,
    /<style[^>]*>/g,
    /<[^>]*\sstyle=[^>]*>/g,
    /<[^>]*\son\w+=[^>]*>/g
  ];
  return parts.flatMap((part) => html.match(part) ?? []);
}

/** @param {string} build */
function externalize(build) {
  const page = join(build, 'index.html');
  const { html, files } = externalize_scripts(readFileSync(page, 'utf8'));
  for (const file of files) writeFileSync(join(build, file.path), file.text);
  writeFileSync(page, html);

  let announcers = 0;
  for (const name of readdirSync(build, { recursive: true, encoding: 'utf8' })) {
    if (!name.endsWith('.js')) continue;
    const path = join(build, name);
    const code = unstyle_announcer(readFileSync(path, 'utf8'));
    if (code === null) continue;
    writeFileSync(path, code);
    announcers += 1;
  }

  const left = inline_parts(html);
  if (files.length !== 1 || announcers !== 1 || left.length > 0) {
    throw new Error(
      `the build is not as expected: ${files.length} inline scripts, ${announcers} announcers, ` +
        `inline parts left: ${left.join(' ')}`
    );
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) externalize(process.argv[2] ?? 'build');
