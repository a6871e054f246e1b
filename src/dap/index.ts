/** The Debug Adapter Protocol over `src/debugger`: requests in, answers and events out. */
export type { DapPorts } from './ports';
export { RingsideSession } from './session';
