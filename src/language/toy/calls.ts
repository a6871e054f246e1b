/** Who calls whom in assembly, also through the trap: `trap` calls the kernel's function for the number that has been loaded before it. */
import { type Statement, type Tree, parse } from '../../assembler';
import { instructionNamed, systemCallRegisters, systemCalls } from '../../isa';
import { SourceFile, type Span, baseName, folderOf } from '../../source';
import { handlerOf, incoming as incomingOfC, outgoing as outgoingOfC, stubCalls } from '../c/calls';
import type { Units } from '../c/units';
import type { Call, Called, Caller } from '../results';
import type { AssemblyDocument } from './document';
import { placeAt, symbolAt } from './place';
import { definedElsewhere } from './program';

/** A label that is called from somewhere, with all up to the next one. */
interface Routine {
  readonly name: string;
  readonly selection: Span;
  readonly statements: Statement[];
}

/** The function that is defined or named at an offset. */
export function callersAt(document: AssemblyDocument, offset: number, units: Units): Caller[] {
  const place = placeAt(document, offset);
  const name = place && symbolAt(place);
  return name === undefined ? [] : named(name, document.tree, units);
}

function named(name: string, tree: Tree, units: Units): Caller[] {
  const own = routinesIn(tree).find(each => each.name === name);
  if (own) return [callerOf(own)];
  return definedElsewhere(name, tree.file.path, units)
    .slice(0, 1)
    .map(span => ({ name, detail: baseName(span.file.path), span, selection: span }));
}

/** Every call of a function, in this source, in those beside it, and in C. */
export function incoming(document: AssemblyDocument, called: Called, units: Units): Call[] {
  const { path } = document.file;
  const others = units.beside(path).filter(other => other !== path && other.endsWith('.toy'));
  const trees = [document.tree, ...others.flatMap(other => treeOf(other, called.name, units))];
  const inAssembly = trees.flatMap(tree =>
    routinesIn(tree).flatMap((routine): Call[] => {
      const places = callsIn(routine, tree).filter(({ name }) => name === called.name);
      return places.length > 0 ? [{ other: callerOf(routine), places: places.map(({ span }) => span) }] : [];
    }),
  );
  return [...inAssembly, ...incomingOfC({ path }, called, units)];
}

function treeOf(path: string, name: string, units: Units): Tree[] {
  const text = units.textOf(path);
  return text?.includes(name) ? [parse(new SourceFile(path, text))] : [];
}

/** What a function calls, each once. */
export function outgoing(document: AssemblyDocument, called: Called, units: Units): Call[] {
  if (called.path.endsWith('.c')) {
    const unit = units.unit(called.path);
    return unit ? outgoingOfC(unit, called, units) : [];
  }
  const [tree] =
    called.path === document.file.path ? [document.tree] : treeOf(called.path, called.name, units);
  const routine = tree && routinesIn(tree).find(({ name }) => name === called.name);
  if (!routine) return stubCalls(called.name, units);
  const found = new Map<string, { other: Caller; places: Span[] }>();
  for (const { name, span, isTrap } of callsIn(routine, tree)) {
    const known = found.get(name);
    if (known) known.places.push(span);
    const [other] = known ? [] : isTrap ? [handlerOf(name, units)] : named(name, tree, units);
    if (other) found.set(name, { other, places: [span] });
  }
  return [...found.values()];
}

const callerOf = ({ name, selection, statements }: Routine): Caller => ({
  name,
  detail: baseName(selection.file.path) || folderOf(selection.file.path),
  span: { ...selection, end: Math.max(selection.end, statements.at(-1)?.end ?? 0) },
  selection,
});

/** Where a function begins: a label that is global or that a call names. */
function routinesIn(tree: Tree): Routine[] {
  const names = new Set(
    tree.statements.flatMap(statement =>
      declares(statement) || isCall(statement) ? operandNames(statement) : [],
    ),
  );
  const routines: Routine[] = [];
  for (const statement of tree.statements) {
    for (const { name, start, end } of statement.labels)
      if (names.has(name))
        routines.push({ name, selection: { file: tree.file, start, end }, statements: [] });
    routines.at(-1)?.statements.push(statement);
  }
  return routines;
}

const declares = ({ name }: Statement): boolean => name?.name === '.global' || name?.name === '.weak';

/** Instructions that go to a label and come back; the pseudo-instructions among them have none. */
const isCall = ({ kind, name }: Statement): boolean =>
  kind === 'instruction' && instructionNamed(name?.name ?? '')?.flow === 'call';

const operandNames = ({ operands }: Statement): string[] =>
  operands.flatMap(operand => (operand.kind === 'name' ? [operand.name] : []));

interface Place {
  /** Of the function, or of the system call. */
  readonly name: string;
  readonly span: Span;
  readonly isTrap: boolean;
}

function callsIn({ statements }: Routine, { file }: Tree): Place[] {
  let number: string | undefined;
  return statements.flatMap((statement): Place[] => {
    const { name, start, end } = statement.name ?? statement;
    const span = { file, start, end };
    const [register, value] = operandNames(statement);
    if (register === systemCallRegisters.number) number = value;
    if (isCall(statement)) return operandNames(statement).map(each => ({ name: each, span, isTrap: false }));
    const row = systemCalls.find(each => `SYS_${each.name}` === number);
    const traps = typeof name === 'string' && instructionNamed(name)?.flow === 'trap';
    return traps && row ? [{ name: row.name, span, isTrap: true }] : [];
  });
}
