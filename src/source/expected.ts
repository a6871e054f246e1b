/** How it is said that something from outside is not what it should be. */

/** `timer: expected a whole number, got "x"` */
export function expected(name: string, wanted: string, value: unknown): string {
  return `${name}: expected ${wanted}, got ${shown(value)}`;
}

/** A value as a person reads it in a message. */
function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
