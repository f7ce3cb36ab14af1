// The colours of the theme (app.css) as a canvas takes them, and when they change.
const names = ['accent', 'second', 'quiet', 'line', 'ink', 'surface', 'edge'] as const;
export type Colours = Record<(typeof names)[number], string>;

/**
 * Resolved by the browser: a custom property may say light-dark(…), which no canvas takes. On paper
 * they are always those of light.
 */
export function theme_colours(on_paper = false): Colours {
  const probe = document.createElement('span');
  if (on_paper) probe.style.colorScheme = 'light';
  document.body.append(probe);
  const found = names.map((name) => {
    probe.style.color = `var(--${name})`;
    return [name, getComputedStyle(probe).color];
  });
  probe.remove();
  return Object.fromEntries(found) as Colours;
}

/** "rgb(1, 2, 3)" with some of it seen through. */
export function faded(colour: string, opacity: number): string {
  const [red, green, blue] = colour.match(/[\d.]+/g) ?? [];
  return `rgba(${red}, ${green}, ${blue}, ${opacity})`;
}

/** Calls when the theme changes, by choice, by the system or for paper, until told to stop. */
export function on_theme_change(tell: (on_paper: boolean) => void): () => void {
  const stop = new AbortController();
  const chosen = new MutationObserver(() => tell(false));
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  stop.signal.addEventListener('abort', () => chosen.disconnect());
  const system = matchMedia('(prefers-color-scheme: dark)');
  system.addEventListener('change', () => tell(false), stop);
  window.addEventListener('beforeprint', () => tell(true), stop);
  window.addEventListener('afterprint', () => tell(false), stop);
  return () => stop.abort();
}
