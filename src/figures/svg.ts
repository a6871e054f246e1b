/** Small helpers for pictures as SVG. */

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** A text as it stands in an element or an attribute. */
export const escaped = (text: string): string => text.replace(/[&<>"]/g, letter => escapes[letter] ?? letter);

/** A number of pixels, in as many digits as can be seen. */
export const pixels = (value: number): string => String(Math.round(value * 100) / 100);
