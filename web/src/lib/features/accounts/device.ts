// What a browser said of itself, in words; no I/O.

// The first that fits counts: many say of themselves what others are, too.
const browsers: readonly (readonly [RegExp, string])[] = [
  [/\bEdgA?\//, 'Edge'],
  [/\bOPR\//, 'Opera'],
  [/\bFirefox\/|\bFxiOS\//, 'Firefox'],
  [/\bCriOS\/|\bHeadlessChrome\/|\bChrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
  [/^curl\//, 'curl']
];
const systems: readonly (readonly [RegExp, string])[] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X|Macintosh/, 'macOS'],
  [/CrOS/, 'ChromeOS'],
  [/Linux/, 'Linux']
];

/** "Firefox on Linux"; what nobody knows is told as it is. */
export function device_in_words(said: string): string {
  const found = (known: typeof browsers) => known.find(([sign]) => sign.test(said))?.[1];
  const [browser, system] = [found(browsers), found(systems)];
  if (browser && system) return `${browser} on ${system}`;
  return browser ?? system ?? (said.trim() || 'Unknown device');
}

/** "JBSW Y3DP EHPK 3PXP": a secret that is typed. */
export function in_fours(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, '$1 ');
}
