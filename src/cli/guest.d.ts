/** The guest sources and what was built from them, as `scripts/build.mjs` embeds them. */
declare module 'ringside:guest' {
  /** Contents by path: `guest/kernel/main.c`. */
  export function files(): ReadonlyMap<string, Uint8Array>;
  // eslint-disable-next-line @typescript-eslint/consistent-type-imports -- an ambient module has no imports
  export const prebuilt: import('../boot').Prebuilt;
}
