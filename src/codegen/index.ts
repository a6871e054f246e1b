/** C to assembly for Toy32, with debug information. */
export { type CompileOptions, type Compiled, compile } from './compile';
