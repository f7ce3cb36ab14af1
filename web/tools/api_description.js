// docs/openapi.yaml as the module `virtual:api_description`, read when the app is built: the page
// of the API needs no YAML in the browser and asks no server.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const name = 'virtual:api_description';
const file = fileURLToPath(new URL('../../docs/openapi.yaml', import.meta.url));

/** @returns {import('vite').Plugin} */
export function api_description() {
  return {
    name: 'api_description',
    resolveId: (id) => (id === name ? `\0${name}` : undefined),
    load(id) {
      if (id !== `\0${name}`) return undefined;
      this.addWatchFile(file);
      const json = JSON.stringify(parse(readFileSync(file, 'utf8')));
      return `export default JSON.parse(${JSON.stringify(json)});`;
    }
  };
}
