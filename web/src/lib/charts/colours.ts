// The colours of the theme (app.css) as a canvas takes them, and when they change.
const names = ['accent', 'second', 'quiet', 'line', 'ink', 'surface', 'edge'] as const;
export type Colours = Record<(typeof names)[number], string>;

const resolved = new Map<string, Colours>();

/**
 * Resolved by the browser: a custom property may say light-dark(…), which no canvas takes. On paper
 * they are always those of light. Each theme's are asked for once: that makes the browser reckon
 * every style of the page.
 */
export function theme_colours(on_paper = false): Colours {
  const chosen = document.documentElement.dataset.theme ?? '';
  const theme = on_paper ? 'paper' : `${chosen} ${dark_system().matches}`;
  const colours = resolved.get(theme) ?? resolve(on_paper);
  resolved.set(theme, colours);
  return colours;
}

function dark_system(): MediaQueryList {
  return matchMedia('(prefers-color-scheme: dark)');
}

function resolve(on_paper: boolean): Colours {
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
  dark_system().addEventListener('change', () => tell(false), stop);
  window.addEventListener('beforeprint', () => tell(true), stop);
  window.addEventListener('afterprint', () => tell(false), stop);
  return () => stop.abort();
}
