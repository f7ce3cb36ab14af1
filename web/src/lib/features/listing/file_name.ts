/** The name that the server gives to a file, without any folders; no I/O. */
export function file_name_in(disposition: string | null): string {
  const name = /filename="([^"]*)"/.exec(disposition ?? '')?.[1] ?? '';
  return name.replace(/^.*[/\\]/, '') || 'list.csv';
}
