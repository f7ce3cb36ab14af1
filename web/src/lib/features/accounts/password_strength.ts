// A hint while somebody chooses a password. The server decides (docs/accounts.md), and knows the
// common ones; this tells early what it would say, and what would be better. Pure.

export const password_characters_min = 12;
export const password_characters_max = 128;
const own_characters_min = 8;
const strong_characters_min = 16;
const idea = 'A few words together are good.';

export interface Strength {
  level: 'empty' | 'refused' | 'fair' | 'strong';
  words: string;
}

/** `owner`: what others know of whoever owns the password: name and e-mail address. */
export function strength_of(password: string, owner: readonly string[]): Strength {
  const length = [...password].length;
  const missing = password_characters_min - length;
  if (length === 0) return { level: 'empty', words: `At least ${missing} characters. ${idea}` };
  if (missing > 0) return refused(`${missing} more character${missing === 1 ? '' : 's'}.`);
  if (length > password_characters_max)
    return refused(`At most ${password_characters_max} characters.`);
  if (without_words(password, ['tillwatch', ...owner]).length < own_characters_min)
    return refused('Little more than your name, your address or Tillwatch.');
  const told = unforeseen(password);
  if (told < own_characters_min)
    return { level: 'fair', words: 'Long enough, but it repeats itself: easily guessed.' };
  if (told < strong_characters_min)
    return { level: 'fair', words: 'Good. A longer one is better.' };
  return { level: 'strong', words: 'Strong.' };
}

function refused(words: string): Strength {
  return { level: 'refused', words };
}

/** What is left once the words are taken out that the owner is known by. */
function without_words(password: string, known: readonly string[]): string {
  const words = known
    .flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)])
    .map((word) => word.toLowerCase())
    .filter((word) => [...word].length >= 4)
    .sort((a, b) => b.length - a.length);
  return words.reduce((rest, word) => rest.replaceAll(word, ''), password.toLowerCase());
}

/** Characters that neither repeat one of the two before nor go on counting from the last. */
function unforeseen(password: string): number {
  const codes = [...password.toLowerCase()].map((character) => character.codePointAt(0) ?? 0);
  return codes.filter((code, at) => {
    const last = codes[at - 1];
    if (last === undefined) return true;
    return code !== codes[at - 2] && Math.abs(code - last) > 1;
  }).length;
}
