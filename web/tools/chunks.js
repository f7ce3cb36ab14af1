// Which modules of the app travel in one file. A page of many small files waits for its requests more
// than for their bytes: what every visitor begins with is one file, and what a store's frame and
// dashboard need another; the rest is split as Rollup sees fit.

/** @type {[file: string, from: RegExp][]} */
const files = [
  ['app', /\/kit\/src\/runtime\/client\/entry\.js$|\/client-optimized\/app\.js$/],
  ['app', /\/src\/routes\/(\+layout|\+error|login\/\+page)\.(svelte|ts)$/],
  ['store', /\/src\/routes\/stores\/\[store\]\/\+(layout|page)\.svelte$/]
];

/** A page or layout as SvelteKit wraps it. */
const node = /\/client-optimized\/nodes\/\d+\.js$/;

/** @typedef {Pick<import('vite').Rollup.ManualChunkMeta, 'getModuleIds' | 'getModuleInfo'>} Graph */

/** Of each build; the server's is one of its own. @type {WeakMap<object, Map<string, string>>} */
const known = new WeakMap();

/**
 * The file of a module, as Rollup's `manualChunks`.
 * @param {string} id
 * @param {Graph} graph
 */
export function chunk_of(id, graph) {
  const names = known.get(graph.getModuleInfo) ?? named_modules(graph);
  known.set(graph.getModuleInfo, names);
  return names.get(id);
}

/**
 * What is imported from where a file begins, but for what is imported only once it is called for.
 * What several want is in the first of them.
 * @param {Graph} graph
 */
function named_modules({ getModuleIds, getModuleInfo }) {
  /** @type {Map<string, string>} */
  const names = new Map();
  const all = [...getModuleIds()];
  for (const [name, from] of files) {
    const begins = all.filter((id) => from.test(id));
    const left = begins.flatMap((id) => [
      id,
      ...(getModuleInfo(id)?.importers.filter((by) => node.test(by)) ?? [])
    ]);
    for (let id = left.pop(); id !== undefined; id = left.pop()) {
      if (names.has(id)) continue;
      names.set(id, name);
      left.push(...(getModuleInfo(id)?.importedIds ?? []));
    }
  }
  return names;
}
