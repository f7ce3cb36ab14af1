// What is known of a delivery's signature, in words; no I/O.
import type { WholeDelivery } from './actions';

const signers = {
  current: 'the store’s webhook secret',
  previous: 'the store’s webhook secret before the current one',
  app: 'the app’s secret'
} as const;

export function signature_in_words(signature: WholeDelivery['signature']): {
  kind: 'good' | 'plain' | 'bad';
  words: string;
} {
  const signed = `Signed with ${signers[signature.signed_by]}`;
  if (signature.intact === null) {
    return { kind: 'plain', words: `${signed}. The body that was signed is no longer kept.` };
  }
  return signature.intact
    ? { kind: 'good', words: `${signed}; the stored body is the one that was signed.` }
    : { kind: 'bad', words: `${signed}, but the stored body is not the one that was signed.` };
}
