/** What a hover or a completion says about a thing: its declaration, its comment, what the system call does, where it is from. */
import type { Entity, Expression } from '../../c';
import { printDeclaration, printType, sizeOf } from '../../image';
import { declaration as systemCallParameter, systemCallRegisters, systemCalls } from '../../isa';
import { baseName } from '../../source';
import { commentOf } from './comments';
import { isDeclaring } from './meaning';
import { bundledDefinition } from './navigation';
import type { Units } from './units';

export const code = (text: string): string => `\`\`\`c\n${text}\n\`\`\``;

/** A declaration in one line, as C has it. */
export function declarationText(entity: Entity): string {
  const { kind, name, type, symbol, container } = entity;
  if (entity.macro) return macroText(entity);
  if (kind === 'label') return `${name}:`;
  if (symbol?.kind === 'enumerator') return `${name} = ${symbol.value}`;
  if (!type) return name;
  if (kind === 'typedef') return `typedef ${printDeclaration(type.alias?.type ?? type, name, true)}`;
  if (kind === 'struct' || kind === 'union' || kind === 'enum') return `${kind} ${name}`.trim();
  const text = printDeclaration(type, name, true);
  if (kind === 'member') return container ? `${text} (of ${declarationText(container)})` : text;
  return symbol && 'linkage' in symbol && symbol.linkage === 'internal' ? `static ${text}` : text;
}

function macroText({ macro, extent, name }: Entity): string {
  if (extent) return extent.file.text.slice(extent.start, extent.end);
  const parameters = macro?.parameters && `(${macro.parameters.join(', ')})`;
  return `#define ${name}${parameters ?? ''}`;
}

/** Lines of a definition that a hover shows whole. */
const shownLines = 24;

/** As it reads in the source with this path. */
export function documentationOf(entity: Entity, path: string, units: Units): string {
  const parts = [
    code(wholeText(entity)),
    layoutText(entity),
    comment(entity, units),
    systemCallText(entity.name, entity),
  ];
  return [...parts, originText(entity, path)].filter(Boolean).join('\n\n');
}

/** A struct or an enum as it is written; anything else in a line. */
function wholeText(entity: Entity): string {
  const { extent, kind } = entity;
  if (!extent || kind === 'function' || entity.macro) return declarationText(entity);
  const text = extent.file.text.slice(extent.start, extent.end);
  return text.split('\n').length > shownLines ? declarationText(entity) : text;
}

function layoutText({ kind, type, container, name }: Entity): string {
  if (kind === 'struct' || kind === 'union') return type && sizeOf(type) > 0 ? `${sizeOf(type)} bytes` : '';
  const record = container?.type;
  if (kind !== 'member' || record?.kind !== 'record') return '';
  const member = record.definition.members?.find(each => each.name === name);
  if (!member) return '';
  const bits = member.bit ? `, bits ${member.bit.offset} to ${member.bit.offset + member.bit.width - 1}` : '';
  return `at byte ${member.offset} of ${sizeOf(record)}${bits}`;
}

/** That of a declaration; of a function of the library also that of its definition. */
function comment(entity: Entity, units: Units): string {
  for (const { span } of entity.mentions.filter(isDeclaring)) {
    const found = commentOf(entity.extent?.file === span.file ? entity.extent : span);
    if (found) return found;
  }
  if (entity.symbol?.kind !== 'function' || !isLibrary(entity)) return '';
  const span = bundledDefinition(entity.name, units);
  return span?.file.path.endsWith('.c') ? commentOf(span) : '';
}

const isLibrary = ({ mentions }: Entity): boolean =>
  mentions[0]?.span.file.path.startsWith('ringside:') === true;

/** What the kernel does for the function of this name. */
function systemCallText(name: string, entity: Entity): string {
  const row = systemCalls.find(each => (each.stub ?? each.name) === name || each.name === name);
  if (!row || entity.kind !== 'function' || !isLibrary(entity)) return '';
  const places = row.parameters.map(
    (parameter, index) =>
      `\`${systemCallRegisters.arguments[index]}\`: \`${systemCallParameter(parameter)}\``,
  );
  return [
    `A system call: ${row.summary}.`,
    [`\`t0\`: SYS_${row.name}`, ...places, '`a0` after `trap`: the result, or a negated error number'].join(
      '  \n',
    ),
  ].join('\n\n');
}

function originText({ mentions }: Entity, path: string): string {
  const file = mentions.find(isDeclaring)?.span.file;
  if (!file || file.path === path || file.path.startsWith('<')) return '';
  const [, header] = /\/include\/(.*)$/.exec(file.path) ?? [];
  return header && file.path.startsWith('ringside:')
    ? `From \`<${header}>\``
    : `From \`${baseName(file.path)}\``;
}

/** The value of a constant expression in the bases that people read. */
export function valueText(node: Expression): string | undefined {
  if (node.kind === 'real') return `\`${node.value}\` (\`${printType(node.type)}\`)`;
  if (node.kind !== 'number') return undefined;
  const { value } = node;
  const bits = BigInt.asUintN(8 * Math.max(4, sizeOf(node.type)), value);
  const character = value >= 32n && value < 127n ? ` = '${String.fromCharCode(Number(value))}'` : '';
  return `\`${value}\` = \`0x${bits.toString(16)}\`${character} (\`${printType(node.type)}\`)`;
}
