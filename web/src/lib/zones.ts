// Time zones and currencies that this browser knows; no I/O.
import { zone_in_words } from './moment';
import { reader_locale } from './reader';

export interface Named {
  value: string;
  name: string;
}

export function time_zones(): Named[] {
  return Intl.supportedValuesOf('timeZone').map((value) => ({
    value,
    name: zone_in_words(value)
  }));
}

export function currencies(locale = reader_locale()): Named[] {
  const names = new Intl.DisplayNames(locale, { type: 'currency' });
  return Intl.supportedValuesOf('currency').map((value) => ({
    value,
    name: names.of(value) ?? value
  }));
}

export function is_currency(code: string): boolean {
  return Intl.supportedValuesOf('currency').includes(code);
}

export function own_time_zone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

export function is_time_zone(name: string): boolean {
  try {
    new Intl.DateTimeFormat(undefined, { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
