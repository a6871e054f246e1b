/** The part of Node's `url` that a library names; in the web it is never called with a file's URL. */
export const URL = globalThis.URL;
export const pathToFileURL = (path: string) => new globalThis.URL(`file://${path}`);
export const fileURLToPath = (url: string) => new globalThis.URL(url).pathname;
