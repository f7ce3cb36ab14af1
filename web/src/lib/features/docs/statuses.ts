// What the refusals mean (docs/api.md), in a few words.

const meanings: Record<string, string> = {
  '400': 'not understood',
  '401': 'no valid key or session',
  '403': 'not allowed with this key or role',
  '404': 'not there, or not yours',
  '409': 'does not go with what there is',
  '413': 'too large',
  '415': 'not of a type that is taken',
  '422': 'understood and wrong: errors names each field',
  '429': 'too often: after Retry-After',
  '503': 'not now: after Retry-After'
};

export function meaning_of(status: string): string {
  return meanings[status] ?? '';
}
