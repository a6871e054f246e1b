/** A tiny assembler for tests of the machine, straight from the table in `src/isa`; it throws on what it does not know. */
import {
  type Fields,
  type OperandKind,
  controlRegisters,
  encode,
  instructionNamed,
  memoryMap,
  ports,
  registerNumber,
} from '../../src/isa';

/**
 * One instruction a line, `name:` labels (alone or before an instruction), comments from `#`. Further: `.word N`,
 * `nop`, `ret`, and `li rd, N` in two words always. A number may be a label, a control register or a port.
 */
export function toy(text: string, base: number = memoryMap.ramBase): Uint8Array {
  const labels = new Map<string, number>();
  const lines: { text: string; address: number }[] = [];
  let address = base;
  for (let line of text.split('\n')) {
    line = line.replace(/#.*/, '').trim();
    for (let label; (label = /^(\w+):\s*/.exec(line)); line = line.slice(label[0].length))
      labels.set(label[1] ?? '', address);
    if (!line) continue;
    lines.push({ text: line, address });
    address += line.startsWith('li ') ? 8 : 4;
  }
  return bytesOf(lines.flatMap(line => encodeLine(line.text, line.address, labels)));
}

export function bytesOf(words: readonly number[]): Uint8Array {
  return new Uint8Array(Uint32Array.from(words).buffer);
}

function encodeLine(text: string, address: number, labels: ReadonlyMap<string, number>): number[] {
  const [mnemonic = '', rest = ''] = text.split(/\s+(.*)/);
  const operands = rest.split(',').map(operand => operand.trim());
  const value = (operand: string) => valueOf(operand, labels);
  if (mnemonic === '.word') return operands.map(operand => value(operand) >>> 0);
  if (mnemonic === 'nop') return encodeLine('addi zero, zero, 0', address, labels);
  if (mnemonic === 'ret') return encodeLine('jalr zero, 0(ra)', address, labels);
  if (mnemonic === 'li') {
    const [rd, constant = ''] = operands;
    const number = value(constant) >>> 0;
    return [
      ...encodeLine(`lui ${rd}, ${number >>> 16}`, address, labels),
      ...encodeLine(`ori ${rd}, ${rd}, ${number & 0xffff}`, address, labels),
    ];
  }
  const row = instructionNamed(mnemonic);
  if (!row) throw new Error(`no instruction ${mnemonic} in: ${text}`);
  const fields: Fields = {};
  row.operands.forEach((kind, index) =>
    Object.assign(fields, fieldsOf(kind, operands[index] ?? '', address, value)),
  );
  return [encode(row, fields)];
}

function fieldsOf(kind: OperandKind, text: string, address: number, value: (text: string) => number): Fields {
  if (kind === 'rd' || kind === 'rs1' || kind === 'rs2') return { [kind]: register(text) };
  if (kind === 'mem' || kind === 'addr') {
    const [, offset, base = ''] = /^(.*)\((\w+)\)$/.exec(text) ?? [];
    return { rs1: register(base), imm: offset ? value(offset) : 0 };
  }
  if (kind === 'branch' || kind === 'jump')
    return { imm: /^-?\d/.test(text) ? Number(text) : (value(text) - address) / 4 };
  return { imm: value(text) };
}

function register(name: string): number {
  const number = registerNumber(name);
  if (number === undefined) throw new Error(`no register ${name}`);
  return number;
}

function valueOf(text: string, labels: ReadonlyMap<string, number>): number {
  const named =
    labels.get(text) ??
    ports.find(port => port.name === text)?.number ??
    controlRegisters.find(row => row.name === text)?.number;
  const number = named ?? Number(text);
  if (Number.isNaN(number)) throw new Error(`no value ${text}`);
  return number;
}
