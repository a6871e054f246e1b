/**
 * URIs as the server keeps them: with nothing escaped, so that what an `#include` names can be joined to them and one file
 * has one path. To the client a file goes by the URI that the client gave it, or else escaped anew.
 */

/** Scheme and host, then the path. */
const parts = /^([a-z][\w+.-]*:(?:\/\/[^/]*)?)(.*)$/is;

/** `file:///c%3A/my%20file.h` is `file:///c:/my file.h`. A URI with a query stays as it is. */
export function pathOfUri(uri: string): string {
  const [, start, path] = parts.exec(uri) ?? [];
  if (start === undefined || path === undefined || /[?#]/.test(path)) return uri;
  const plain = unescaped(path).replace(/^\/([A-Z]):/, (_, drive: string) => `/${drive.toLowerCase()}:`);
  return start.toLowerCase() + plain;
}

function unescaped(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}

function uriOfPath(path: string): string {
  const [, start, rest] = parts.exec(path) ?? [];
  if (start === undefined || rest === undefined) return path;
  return start + rest.split('/').map(escaped).join('/');
}

function escaped(part: string): string {
  try {
    return encodeURIComponent(part);
  } catch {
    return part; // A lone half of a surrogate pair has no escape.
  }
}

/** The URIs by which the client knows the documents that it has opened. */
export class ClientUris {
  private readonly byPath = new Map<string, string>();

  opened(uri: string): void {
    this.byPath.set(pathOfUri(uri), uri);
  }

  of(path: string): string {
    return this.byPath.get(path) ?? uriOfPath(path);
  }
}
