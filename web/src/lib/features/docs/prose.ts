// The descriptions' Markdown: paragraphs, code between backticks, and emphasis.

export interface Span {
  text: string;
  kind: 'plain' | 'code' | 'emphasis';
}

/** Paragraphs, each of spans in their order. */
export function paragraphs(markdown: string): Span[][] {
  return markdown
    .split(/\n\s*\n/)
    .map((paragraph) => spans(paragraph.replace(/\s+/g, ' ').trim()))
    .filter((paragraph) => paragraph.length > 0);
}

/** A mark without its partner is part of a text. */
export function spans(text: string): Span[] {
  const parts = text.split(/(`[^`]+`|\*[^*\s`]+\*)/).filter((part) => part !== '');
  return parts.map((part) => {
    if (/^`[^`]+`$/.test(part)) return { text: part.slice(1, -1), kind: 'code' };
    if (/^\*[^*\s`]+\*$/.test(part)) return { text: part.slice(1, -1), kind: 'emphasis' };
    return { text: part, kind: 'plain' };
  });
}
