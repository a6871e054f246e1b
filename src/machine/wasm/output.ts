/** `out` to the console, the one access to a device that programs make by the thousand: a byte into a buffer. */
import type { Instruction } from '../../isa';
import { portNamed, status } from '../constants';
import { CpuWord, type Layout, outputSize } from '../layout';
import { op } from './format';
import type { Target } from './rows';

export const consolePort = portNamed('CONSOLE_DATA');

/** True for an instruction that writes to the port that its word names. */
export const writesPort = ({ operands }: Instruction): boolean => operands[0] === 'port';

/** All but where control goes; leaves in user mode, while somebody is told of it, at other ports, and where the buffer is full. */
export function writeOutput(target: Target, layout: Layout): void {
  const { code, locals } = target;
  const cell = (word: CpuWord) => layout.cpu + word * 4;
  const pushCell = (word: CpuWord) => code.const(0).memory(op.load, cell(word));
  pushCell(CpuWord.status).const(status.user).byte(op.and);
  pushCell(CpuWord.toldPorts).byte(op.or);
  pushCell(CpuWord.outputCount).tee(locals.place).const(outputSize).op(op.geU, op.or);
  if (target.known('imm') === undefined) {
    target.push('imm');
    code.const(consolePort).op(op.ne, op.or);
  }
  target.leaveIf();
  code.get(locals.place);
  target.push('rs1');
  code.memory(op.store8, layout.output);
  code.const(0).get(locals.place).const(1).byte(op.add).memory(op.store, cell(CpuWord.outputCount));
}
