/** Who calls whom, also through the trap: a function of the library's stubs "calls" the kernel's `sys_` function of its name. */
import type { Entity, Mention } from '../../c';
import { systemCalls } from '../../isa';
import { baseName } from '../../source';
import type { Call, Called, Caller } from '../results';
import type { CDocument } from './document';
import { entitiesAt } from './meaning';
import { definitionsOf, stubOf } from './navigation';
import type { Units } from './units';

export function callersAt(document: CDocument, offset: number, units: Units): Caller[] {
  const [entity] = entitiesAt(document, offset);
  return entity?.kind === 'function' ? [callerOf(entity, document, units)].flatMap(each => each ?? []) : [];
}

/** A function where it is defined: in these sources, in the library, or as the stub of a system call. */
function callerOf(entity: Entity, document: CDocument, units: Units): Caller | undefined {
  const [selection] = definitionsOf(entity, document, units);
  if (!selection) return undefined;
  const extent = entity.extent?.file.path === selection.file.path ? entity.extent : selection;
  return { name: entity.name, detail: baseName(selection.file.path), span: extent, selection };
}

function stubCaller(name: string, units: Units): Caller | undefined {
  const selection = stubOf(name, units);
  return selection && { name, detail: 'system call', span: selection, selection };
}

/** The kernel's function for a system call, by the row's name. */
const handlerPrefix = 'sys_';

/** Every call of a function in the sources around. */
export function incoming(document: { readonly path: string }, { name, path }: Called, units: Units): Call[] {
  const paths = [...units.around(document.path), ...units.around(path)];
  const calls = units
    .mentioning([...new Set([document.path, ...paths])], name)
    .flatMap(unit => callsIn(unit, name, units));
  return [...calls, ...throughTrap(name, units)];
}

function callsIn(unit: CDocument, name: string, units: Units): Call[] {
  const uses = unit.index.tables.entities
    .filter(entity => entity.kind === 'function' && entity.name === name)
    .flatMap(({ mentions }) => mentions.filter(isUseIn(unit)));
  const byOwner = new Map<Entity, Mention[]>();
  for (const use of uses) {
    const owner = use.scope?.owner;
    if (owner) byOwner.set(owner, [...(byOwner.get(owner) ?? []), use]);
  }
  return [...byOwner].flatMap(([owner, mentions]): Call[] => {
    const other = callerOf(owner, unit, units);
    return other ? [{ other, places: mentions.map(({ span }) => span) }] : [];
  });
}

const isUseIn =
  (unit: CDocument) =>
  (mention: Mention): boolean =>
    mention.role === 'use' && mention.span.file.path === unit.path;

/** The stub that traps into a function of the kernel. */
function throughTrap(name: string, units: Units): Call[] {
  const row = systemCalls.find(each => name === handlerPrefix + each.name);
  const other = row && stubCaller(row.stub ?? row.name, units);
  return other ? [{ other, places: [other.selection] }] : [];
}

/** What a function calls, each once. */
export function outgoing(document: CDocument, called: Called, units: Units): Call[] {
  if (called.path.endsWith('.toy')) return stubCalls(called.name, units);
  const unit = called.path === document.path ? document : units.unit(called.path);
  if (!unit) return [];
  const { extent } = entitiesAt(unit, called.offset)[0] ?? {};
  if (!extent) return [];
  return unit.index.tables.entities.flatMap((entity): Call[] => {
    if (entity.kind !== 'function') return [];
    const places = entity.mentions
      .filter(each => isUseIn(unit)(each) && extent.start <= each.span.start && each.span.end <= extent.end)
      .map(({ span }) => span);
    const other = places.length > 0 ? callerOf(entity, unit, units) : undefined;
    return other ? [{ other, places }] : [];
  });
}

/** What the stub of a system call calls: the kernel's function. */
export function stubCalls(name: string, units: Units): Call[] {
  const row = systemCalls.find(each => (each.stub ?? each.name) === name);
  const stub = stubCaller(name, units);
  const other = row && stub && handlerOf(row.name, units);
  return other ? [{ other, places: [stub.selection] }] : [];
}

/** The kernel's function for a system call. */
export function handlerOf(call: string, units: Units): Caller | undefined {
  const handler = handlerPrefix + call;
  const kernel = units.bundled.filter(path => path.includes('/kernel/') && path.endsWith('.c'));
  for (const unit of units.mentioning(kernel, handler))
    for (const entity of unit.index.tables.entities)
      if (entity.name === handler && entity.mentions.some(({ role }) => role === 'definition'))
        return callerOf(entity, unit, units);
  return undefined;
}
