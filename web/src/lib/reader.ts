// Who reads: how dates and numbers are written for them, and by which clocks. Until somebody is
// signed in, the browser says so.

export interface Reader {
  /** Empty or unknown to this browser: the browser's. */
  locale: string | undefined;
  /** Null: the browser's. */
  time_zone: string | null | undefined;
}

let who: () => Reader = () => ({ locale: undefined, time_zone: null });

/** To be told once, by who knows; asked whenever something is written. */
export function read_by(reader: () => Reader): void {
  who = reader;
}

export function reader_locale(): string | undefined {
  const { locale } = who();
  return is_locale(locale) ? locale : undefined;
}

export function reader_zone(): string {
  return who().time_zone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

function is_locale(locale: string | undefined): locale is string {
  if (!locale) return false;
  try {
    return Intl.getCanonicalLocales(locale).length === 1;
  } catch {
    return false;
  }
}
