/** The guest sources and what was built from them, as `scripts/build.mjs` puts them beside the bundles. */
declare module 'ringside:guest' {
  /** An archive of sources by path: `guest/kernel/main.c`. */
  export function sources(): Uint8Array;
  /** The two archives for `readPrebuilt`. */
  export function prebuilt(): Uint8Array;
  export function debug(): Uint8Array;
}
