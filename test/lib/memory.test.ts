/** memcpy, memmove and memset, which are written in assembly, on the bare machine against JavaScript's own. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemble } from '../../src/assembler';
import { memoryMap, registerNumber } from '../../src/isa';
import { link } from '../../src/linker';
import { Machine } from '../../src/machine';
import { MemoryFiles, SourceFile } from '../../src/source';
import { Random } from '../support/random';

const files = new MemoryFiles(new Map());

function assembled(name: string, text: string) {
  const { object, diagnostics } = assemble(new SourceFile(name, text), { files });
  assert.deepEqual(diagnostics, []);
  return object;
}

const library = ['memcpy', 'memset'].map(name =>
  assembled(name, readFileSync(join(__dirname, `../../guest/lib/string/${name}.toy`), 'utf8')),
);

/** A machine that calls the function and then waits for ever. */
function machineFor(name: string): (a0: number, a1: number, a2: number) => Machine {
  const start = assembled('start', `.global _start\n_start: call ${name}\n wait\n`);
  const { executable } = link([start], { base: memoryMap.ramBase, entry: '_start', library });
  assert.ok(executable);
  const machine = new Machine({ memory: 1 << 20 });
  return (...args) => {
    machine.load(executable);
    args.forEach((value, index) => (machine.registers[registerNumber(`a${index}`)!] = value));
    assert.deepEqual(machine.run(100_000), { reason: 'idle' });
    return machine;
  };
}

const area = { offset: 0x1_0000, size: 256 };
const address = (offset: number) => memoryMap.ramBase + area.offset + offset;

/** Runs the function on random bytes and compares all of the area around with what `expected` makes of a copy. */
function check(name: string, args: [number, number, number], expected: (bytes: Uint8Array) => void): number {
  const call = (callers[name] ??= machineFor(name));
  const before = Uint8Array.from(random.list(area.size, () => random.below(256)));
  const machine = call(0, 0, 0);
  const ram = machine.ram.subarray(area.offset, area.offset + area.size);
  ram.set(before);
  const from = name === 'memset' ? args[1] : address(args[1]);
  const start = machine.count;
  call(address(args[0]), from, args[2]);
  expected(before);
  assert.deepEqual(ram, before, `${name}(${args.join(', ')})`);
  assert.equal(machine.registers[registerNumber('a0')] >>> 0, address(args[0]));
  return machine.count - start;
}

const callers: Record<string, ReturnType<typeof machineFor>> = {};
const random = new Random(7);

describe('memory functions', () => {
  it('memcpy copies blocks of every alignment and length', () => {
    for (let run = 0; run < 400; run++) {
      const [from, to, n] = [random.below(40), 128 + random.below(40), random.below(run % 5 ? 24 : 80)];
      check('memcpy', [to, from, n], bytes => bytes.copyWithin(to, from, from + n));
    }
  });

  it('memmove copies blocks that overlap', () => {
    for (let run = 0; run < 600; run++) {
      const [from, to, n] = [60 + random.below(40), 60 + random.below(40), random.below(run % 5 ? 24 : 80)];
      check('memmove', [to, from, n], bytes => bytes.copyWithin(to, from, from + n));
    }
  });

  it('memset fills blocks of every alignment and length', () => {
    for (let run = 0; run < 300; run++) {
      const [to, byte, n] = [random.below(40), random.below(512) - 256, random.below(run % 5 ? 40 : 150)];
      check('memset', [to, byte, n], bytes => bytes.fill(byte, to, to + n));
    }
  });

  it('takes less than an instruction a byte for large blocks', () => {
    assert.ok(check('memcpy', [128, 0, 128], bytes => bytes.copyWithin(128, 0, 128)) < 128);
    assert.ok(check('memmove', [100, 0, 128], bytes => bytes.copyWithin(100, 0, 128)) < 128);
    assert.ok(check('memset', [0, 1, 128], bytes => bytes.fill(1, 0, 128)) < 80);
  });
});
