import { describe, expect, it } from 'vitest';
import { externalize_scripts, inline_parts, unstyle_announcer } from './externalize.js';

describe('externalize_scripts', () => {
  it('puts an inline script into a file named after its text', () => {
    const { html, files } = externalize_scripts('<body><script>\n  go();\n</script></body>');
    expect(files).toHaveLength(1);
    expect(files[0]?.text).toBe('go();\n');
    expect(html).toBe(`<body><script src="/${files[0]?.path}"></script></body>`);
    expect(inline_parts(html)).toEqual([]);
  });

  it('leaves scripts that are files', () => {
    const page = '<script src="/a.js"></script>';
    expect(externalize_scripts(page)).toEqual({ html: page, files: [] });
  });
});

describe('unstyle_announcer', () => {
  it('gives the announcer a class for its style', () => {
    const code =
      '`<div id="svelte-announcer" aria-live="assertive" style="position: absolute"><!></div>`';
    expect(unstyle_announcer(code)).toBe(
      '`<div id="svelte-announcer" aria-live="assertive" class="visually-hidden"><!></div>`'
    );
  });

  it('says that there is none', () => {
    expect(unstyle_announcer('`<div style="x"></div>`')).toBeNull();
  });
});

describe('inline_parts', () => {
  it('finds what a strict policy blocks', () => {
    const page =
      '<style>a{}</style><p style="x">y</p><a onclick="z">w</a><script type="module">v</script>';
    expect(inline_parts(page)).toHaveLength(4);
    expect(inline_parts('<script src="/a.js"></script><p data-style="x">y</p>')).toEqual([]);
  });
});
