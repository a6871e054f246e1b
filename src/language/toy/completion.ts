/** What can be written at a place: mnemonics and directives at the start of a statement, what fits in its operands. */
import { type NameNode, directives, nodeAt, operandIndexAt } from '../../assembler';
import {
  type OperandKind,
  controlRegisters,
  instructionForm,
  instructionNamed,
  instructions,
  operandKinds,
  platformConstants,
  ports,
  pseudoForm,
  pseudoInstructions,
  registers,
} from '../../isa';
import type { Completion, CompletionKind, Completions } from '../results';
import { type AssemblyDocument, type Definition } from './document';
import {
  constantText,
  controlRegisterText,
  directiveText,
  instructionText,
  pseudoText,
  registerText,
} from './documentation';
import { definitionText } from './hover';
import { statementAt } from './place';

/** `library` has what other files define, for where a label is wanted. */
export function complete(
  document: AssemblyDocument,
  offset: number,
  library: () => readonly Completion[] = () => [],
): Completions {
  const { file, tree } = document;
  if (inCommentOrString(document, offset)) return { span: { file, start: offset, end: offset }, items: [] };
  const start = wordStart(file.text, offset);
  const span = { file, start, end: wordEnd(file.text, offset) };
  const statement = statementAt(document, offset);
  // A word within the operation that the statement starts with is no operand.
  const operation = statement?.name && start > statement.name.end ? statement.name : undefined;
  const index = statement && operation && operandIndexAt(tree, statement, offset);
  if (!operation || index === undefined)
    return { span, items: operations(document, file.text[start] === '.') };
  const inHalf = /%(?:hi|lo)\(\s*$/.test(file.text.slice(operation.end, start));
  const items = inHalf ? symbols(document) : operands(document, operation, index, span.start);
  if (!inHalf && !['label', 'jump', 'branch'].includes(wanted(operation.name, index))) return { span, items };
  const own = new Set(items.map(({ label }) => label));
  return { span, items: [...items, ...library().filter(({ label }) => !own.has(label))] };
}

const isWord = (character: string | undefined) => character !== undefined && /[\w.$%]/.test(character);

function wordStart(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && isWord(text[start - 1])) start--;
  return start;
}

function wordEnd(text: string, offset: number): number {
  let end = offset;
  while (isWord(text[end])) end++;
  return end;
}

function inCommentOrString(document: AssemblyDocument, offset: number): boolean {
  if (document.tree.comments.some(({ start, end }) => start < offset && offset <= end)) return true;
  const statement = statementAt(document, offset);
  const node = statement && nodeAt(statement, offset);
  return node?.kind === 'string' && node.start < offset && offset < node.end;
}

/** Labels and constants of the source, of which halves are taken. */
const symbols = (document: AssemblyDocument): Completion[] =>
  document
    .definitions()
    .filter(({ kind }) => kind === 'label' || kind === 'constant')
    .map(row => symbolItem(row, document, row.kind === 'label' ? 1 : 2));

/** Everything that a statement can start with. */
function operations(document: AssemblyDocument, dotted: boolean): Completion[] {
  const rows = directives.map(row => directiveItem(row.name, row.form, directiveText(row)));
  if (dotted) return rows;
  const macros = document.definitions().filter(({ kind }) => kind === 'macro');
  return [
    ...instructions.map((row): Completion => ({
      label: row.mnemonic,
      kind: row.privileged ? 'privileged' : 'instruction',
      detail: instructionForm(row),
      documentation: instructionText(row),
      snippet: withOperands(
        row.mnemonic,
        row.operands.map(kind => operandKinds[kind].label),
      ),
      rank: row.privileged ? 2 : 1,
    })),
    ...pseudoInstructions.map((row): Completion => ({
      label: row.mnemonic,
      kind: 'pseudo',
      detail: pseudoForm(row),
      documentation: pseudoText(row),
      snippet: withOperands(row.mnemonic, row.operands),
      rank: 1,
    })),
    ...macros.map(macro => symbolItem(macro, document, 1)),
    ...rows,
  ];
}

/** `lw ${1:rd}, ${2:imm}(${3:rs1})` */
function withOperands(mnemonic: string, labels: readonly string[]): string {
  let number = 0;
  const holes = labels.map(label => label.replace(/[a-z]\w*(?: \w+)*/g, word => `\${${++number}:${word}}`));
  return `${mnemonic} ${holes.join(', ')}`.trim();
}

function directiveItem(name: string, form: string, documentation: string): Completion {
  return {
    label: name,
    kind: 'directive',
    detail: form,
    documentation,
    snippet: `${name} `.trimEnd(),
    rank: 3,
  };
}

const wordItem = (
  label: string,
  kind: CompletionKind,
  detail: string,
  documentation: Completion['documentation'],
  rank: number,
): Completion => ({
  label,
  kind,
  detail,
  documentation,
  snippet: label.replace(/\$/g, '\\$'),
  rank,
});

function symbolItem(definition: Definition, document: AssemblyDocument, rank: number): Completion {
  const kind = definition.kind === 'number' ? 'label' : definition.kind;
  return wordItem(definition.name, kind, kind, () => definitionText(definition, document), rank);
}

const registerItems = registers.map(row => wordItem(row.name, 'register', row.summary, registerText(row), 1));
const controlItems = controlRegisters.map(row =>
  wordItem(row.name, 'control', row.summary, controlRegisterText(row), 1),
);
const portNames = new Set<string>(ports.map(row => row.name));
const constantItems = [...platformConstants.values()].map(row =>
  wordItem(row.name, 'constant', row.summary, constantText(row), portNames.has(row.name) ? 4 : 3),
);
const portItems = constantItems.filter(item => portNames.has(item.label)).map(item => ({ ...item, rank: 1 }));
const modifierItems = ['%hi', '%lo'].map((name): Completion => ({
  ...wordItem(name, 'modifier', `${name}(symbol)`, 'A half of the address of a symbol.', 5),
  snippet: `${name}(\${1:symbol})`,
}));

const symbolKinds = [
  wordItem('function', 'keyword', 'code that is called', '', 1),
  wordItem('object', 'keyword', 'data', '', 1),
];

/** What an operand may be, in the words of the tables. */
type Wanted = OperandKind | 'register' | 'value' | 'label' | 'symbol kind' | 'nothing';

function wanted(operation: string, index: number): Wanted {
  const instruction = instructionNamed(operation);
  if (instruction) return instruction.operands[index] ?? 'nothing';
  const pseudo = pseudoInstructions.find(row => row.mnemonic === operation);
  if (pseudo) {
    const name = pseudo.operands[index];
    if (name === undefined) return 'nothing';
    return name === 'label' || name === 'symbol' ? 'label' : name === 'imm' ? 'value' : 'register';
  }
  if (/^\.(globa?l|weak|local)$/.test(operation)) return 'label';
  if (operation === '.type' && index === 1) return 'symbol kind';
  if (/^\.(type|size)$/.test(operation)) return index === 0 ? 'label' : 'value';
  if (/^\.(section|include|incbin|macro|ascii|asciz|string|error|file|loc)$/.test(operation))
    return 'nothing';
  if (/^\.(ifdef|ifndef)$/.test(operation)) return 'label';
  if (/^\.cfi_(offset|restore|def_cfa|def_cfa_register|undefined)$/.test(operation))
    return index === 0 ? 'register' : 'value';
  return 'value';
}

function operands(
  document: AssemblyDocument,
  operation: NameNode,
  index: number,
  start: number,
): readonly Completion[] {
  const symbols = (kinds: readonly Definition['kind'][], rank: number) =>
    document
      .definitions()
      .filter(({ kind }) => kinds.includes(kind))
      .map(row => symbolItem(row, document, rank));
  const labels = () => [...symbols(['label'], 1), ...numberLabels(document, start)];
  const values = () => [...symbols(['constant', 'label'], 2), ...constantItems, ...modifierItems];
  const inParentheses = document.file.text.slice(operation.end, start).trimEnd().endsWith('(');
  switch (wanted(operation.name, index)) {
    case 'rd':
    case 'rs1':
    case 'rs2':
    case 'register':
    case 'addr':
      return registerItems;
    case 'mem':
      return inParentheses ? registerItems : [...registerItems, ...values()];
    case 'branch':
    case 'jump':
    case 'label':
      return labels();
    case 'cr':
      return controlItems;
    case 'port':
      return [...portItems, ...symbols(['constant'], 2)];
    case 'symbol kind':
      return symbolKinds;
    case 'nothing':
      return [];
    default:
      return values();
  }
}

/** `1b` and `1f` for the numeric labels before and after a place. */
function numberLabels(document: AssemblyDocument, offset: number): Completion[] {
  const items = new Map<string, Completion>();
  for (const definition of document.definitions()) {
    if (definition.kind !== 'number' || definition.tree !== document.tree) continue;
    const label = `${definition.name}${definition.node.start < offset ? 'b' : 'f'}`;
    items.set(label, { ...symbolItem(definition, document, 2), label, snippet: label });
  }
  return [...items.values()];
}
