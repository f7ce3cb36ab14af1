/**
 * Formats of Intl by locale and options, each made once: to make one takes longer than to use it some
 * hundred times.
 */
export function remembered<Options, Format>(
  make: (locale: string | undefined, options: Options) => Format
): (locale: string | undefined, options: Options) => Format {
  const formats = new Map<string, Format>();
  return (locale, options) => {
    const key = `${locale} ${JSON.stringify(options)}`;
    const known = formats.get(key) ?? make(locale, options);
    formats.set(key, known);
    return known;
  };
}
