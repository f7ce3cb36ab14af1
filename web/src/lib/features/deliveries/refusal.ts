// Why a delivery was refused, in words for whoever connects the store; no I/O.
import type { Schemas } from '$lib/api/open_client';

type Refusal = Schemas['Refusal'];

/** What came, and what to do about it. `domain`: of the store. */
export function refusal_in_words(
  { reason, shop }: Pick<Refusal, 'reason' | 'shop'>,
  domain: string
): { what: string; remedy: string } {
  switch (reason) {
    case 'signature':
      return {
        what: 'its signature is wrong',
        remedy:
          'Shopify signs with another secret than the one entered here. Copy the secret that stands below the webhooks in Shopify’s admin into the settings of the store.'
      };
    case 'other_shop':
      return {
        what: `it comes from ${shop ?? 'another shop'}`,
        remedy: `This address is for ${domain} alone. Add the other shop as a store of its own, or take the webhook away there.`
      };
    case 'other_address':
      return {
        what: 'it was sent to the address of another store',
        remedy: 'Enter the address above in the webhooks of this shop.'
      };
    case 'headers':
      return {
        what: 'it lacks headers that Shopify sends',
        remedy: 'Something between Shopify and this server takes them away, or it is no webhook of Shopify’s.'
      };
  }
}
