/** By whose clocks a page tells the time: said once on it. */
export function clocks_of({ timezone }: { timezone: string }): string {
  return `Times and days are those of ${timezone.replaceAll('_', ' ')}.`;
}
