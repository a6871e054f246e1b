/** The description of a launch: one table, and what is made of it. It builds nothing; see `boot.ts` for that. */
export { checkFields, isObject, objectOf, sentence, withPaths } from './fields';
export * as kinds from './kinds';
export { type PathUse, type Schema } from './kinds';
export {
  type Launch,
  type LaunchRow,
  type OptionTexts,
  type ProgramLine,
  type TraceCategory,
  launchRows,
  launchTable,
  mebibyte,
  settingRows,
} from './table';
