/** Links object files into executables. */
export { type LinkOptions, type LinkResult, link } from './link';
export { type LinkMap, formatMap } from './map';
export { replaceable } from './resolve';
