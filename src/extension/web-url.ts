/** The part of Node's `url` that the debug adapter's library uses, for the web. */
export const URL = globalThis.URL;
