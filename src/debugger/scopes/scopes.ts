/** The scopes of a frame, in the order in which a client shows them. */
import { type VariableInfo, sizeOf } from '../../image';
import { baseName } from '../../source';
import type { Session } from '../../session';
import type { VariableScope, ValueFormat, Variable } from '../api';
import { type FrameNames, globalAddress, globalPlace, labelType } from '../expressions/names';
import type { Module } from '../images/module';
import type { Modules } from '../images/modules';
import type { AnyFrame, CodeFrame } from '../unwind/frames';
import { type VariableContext, childrenOf, variableOf } from '../values/variable';
import { memoryPlace } from '../values/value';
import { kernelStackVariables } from './kernel-stack';
import { controlVariables, registerVariables, trapFrameVariables } from './registers';

export interface ScopeSources {
  readonly system: Session;
  readonly modules: Modules;
  /** The stack that the frame is of. */
  readonly stack: readonly AnyFrame[];
  readonly names: FrameNames;
  readonly context: VariableContext;
}

const scope = (
  name: string,
  variables: (format: ValueFormat) => Variable[],
  more: Partial<VariableScope> = {},
): VariableScope => ({ name, expensive: false, ...more, variables: (format = {}) => variables(format) });

/** Of code: what it sees. Of a trap label: the trap frame, and the process. */
export function scopesOf(frame: AnyFrame, sources: ScopeSources): VariableScope[] {
  const kernelSide = kernelScopes(frame, sources);
  if (frame.kind === 'trap') return kernelSide;
  const globals = globalVariables(frame, sources);
  const { names, context } = sources;
  return [
    ...(frame.routine?.info
      ? [scope('Locals', format => localVariables(sources, format), { hint: 'locals' })]
      : []),
    scope('Registers', format => registerVariables(names, context, format), { hint: 'registers' }),
    scope('Control registers', format => controlVariables(names, context, format), { hint: 'registers' }),
    ...kernelSide,
    ...(globals ? [scope('Globals', globals)] : []),
  ];
}

function localVariables({ names, context }: ScopeSources, format: ValueFormat): Variable[] {
  return names.allLocals().map(({ info, hidden }) => ({
    ...localVariable(info, hidden, names, context, format),
    static: info.places.some(({ kind }) => kind === 'memory'),
    ...(names.frame?.image && { declared: names.frame.image.definition(info) }),
  }));
}

/** One that is hidden by an inner one of the same name has no expression: the name means that. */
function localVariable(
  info: VariableInfo,
  hidden: number,
  names: FrameNames,
  context: VariableContext,
  format: ValueFormat,
): Variable {
  const { name } = info;
  const value = names.variable(info);
  if (hidden === 0) return variableOf(name, value, context, format, name);
  return variableOf(`${name} (outer${hidden > 1 ? ` ${hidden}` : ''})`, value, context, format);
}

/** What the kernel has about the process: its stack, the trap frame that it came in with, its entry in the list. */
function kernelScopes(frame: AnyFrame, sources: ScopeSources): VariableScope[] {
  const { system, stack, context } = sources;
  const trap = trapFrameOf(frame, stack);
  const process = system.view.find(frame.pid);
  return [
    scope('Kernel stack', () => kernelStackVariables(stack, context), { expensive: true }),
    ...(trap === undefined ? [] : [scope('Trap frame', () => trapFrameVariables(trap, context))]),
    ...(process
      ? [scope('Process', format => kernelVariables('struct proc', process.owner, sources, format))]
      : []),
    ...(process && process.owner !== process.address
      ? [scope('Thread', format => kernelVariables('struct thread', process.address, sources, format))]
      : []),
  ];
}

/** The trap that brought the CPU to this frame; of the frame that trapped, its own. */
function trapFrameOf(frame: AnyFrame, stack: readonly AnyFrame[]): number | undefined {
  if (frame.kind === 'trap') return frame.frame;
  const at = stack.indexOf(frame);
  const outward = stack.slice(at).find(other => other.kind === 'trap');
  const inward = stack
    .slice(0, at)
    .reverse()
    .find(other => other.kind === 'trap');
  const found = outward ?? inward;
  return found?.kind === 'trap' ? found.frame : undefined;
}

/** The kernel's own entry for the process or the thread, with its own types. */
function kernelVariables(
  struct: string,
  address: number,
  { modules, context }: ScopeSources,
  format: ValueFormat,
): Variable[] {
  const { types } = modules.kernel;
  const type = types.named(struct);
  if (!type) return [];
  const value = { type, place: memoryPlace(context.space, address) };
  const path = entryPath(address, sizeOf(type), modules.kernel);
  return childrenOf(value, context, format, path);
}

/** `kernel::proc[3]` */
function entryPath(address: number, size: number, { debug, types }: Module): string | undefined {
  for (const { name, type: index, places } of debug.globals) {
    const type = types.get(index);
    const place = places.find(row => row.kind === 'memory');
    if (place?.kind !== 'memory' || type.kind !== 'array') continue;
    const offset = address - place.address;
    if (offset >= 0 && offset < sizeOf(type) && offset % size === 0)
      return `kernel::${name}[${offset / size}]`;
  }
  return undefined;
}

/** Variables of the file that the code is from; for assembly, the words at the labels of its data. */
function globalVariables(
  frame: CodeFrame,
  { context, names }: ScopeSources,
): ((format: ValueFormat) => Variable[]) | undefined {
  const { image, routine } = frame;
  if (!image || !routine) return undefined;
  const path = (name: string) => globalPath(name, image, names);
  if (!routine.info) {
    // A static variable of a function in C has a label that is no name in C.
    const statics = new Set(image.statics().flatMap(info => globalAddress(info) ?? []));
    const labels = image.symbols.all.filter(
      ({ name, address }) =>
        isData(image, address) && !image.global(name) && !isMark(name) && !statics.has(address),
    );
    if (labels.length === 0) return undefined;
    return format =>
      labels.map(({ name, address }) => {
        const value = { type: labelType, place: memoryPlace(context.space, address) };
        return variableOf(name, value, context, format, path(name));
      });
  }
  const { file } = routine.info;
  const list = image.debug.globals.flatMap(info => {
    const place = info.file === file ? globalPlace(info, context.space) : undefined;
    const declared = image.definition(info);
    return place ? [{ name: info.name, value: { type: image.typeOf(info), place }, declared }] : [];
  });
  if (list.length === 0) return undefined;
  return format =>
    list.map(({ name, value, declared }) => ({
      ...variableOf(name, value, context, format, path(name)),
      declared,
      static: true,
    }));
}

/** `list.c::` for a variable of the frame's file whose name another file has too. */
function ofFile(name: string, { debug }: Module, { frame }: FrameNames): string {
  const file = frame?.routine?.info?.file;
  const isElsewhere = debug.globals.some(row => row.name === name && row.file !== file);
  return isElsewhere && file !== undefined ? `${baseName(debug.files[file] ?? '')}::` : '';
}

const isData = ({ symbols }: Module, address: number) => !symbols.isCode(address);
/** Of the linker. */
const isMark = (name: string) => /^__(text|rodata|data|bss)_(start|end)$|^_end$/.test(name);

/** An expression for a global; nothing where its name, or that of its program, is none in C. */
function globalPath(name: string, image: Module, names: FrameNames): string | undefined {
  const { of, name: module } = image;
  const isHidden = names.locals().some(local => local.name === name);
  const needsModule = of === 'kernel' || isHidden;
  const path = needsModule ? `${module}::${ofFile(name, image, names)}${name}` : name;
  return /^([a-z_]\w*(\.\w+)?::){0,2}[a-z_]\w*$/i.test(path) ? path : undefined;
}
