/** What the Debug Console tells of a running system: which events, and as which lines. */

export type TraceCategory = 'trap' | 'interrupt' | 'switch' | 'process' | 'boot' | 'port';

/** The categories that are told. */
export type TraceOptions = ReadonlySet<TraceCategory>;

export const traceCategories: readonly TraceCategory[] = [
  'trap',
  'interrupt',
  'switch',
  'process',
  'boot',
  'port',
];

/** What the launch attribute `trace` means: all for true, none for false, all but the ports where it is absent. */
export function traceOptions(value: boolean | readonly TraceCategory[] | undefined): TraceOptions {
  if (value === undefined) return new Set(traceCategories.filter(category => category !== 'port'));
  if (typeof value === 'boolean') return new Set(value ? traceCategories : []);
  return new Set(value);
}
