// Names of the API as people read them.

/** "partially_refunded" is "Partially refunded". */
export function words_of(value: string): string {
  const words = value.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
