/** Trap entry and return for every cause, from both modes, and the double faults where that fails. */
import assert from 'node:assert/strict';
import { type CauseName, causes, instructions, trapFrameSize } from '../../src/isa';
import type { Machine } from '../../src/machine';
import {
  base,
  bit,
  causeNumber,
  digest,
  eventsOf,
  frameAt,
  identity,
  machineWith,
  mapPages,
  page,
  put,
  register,
  registerIndex,
  setRegisters,
  tiers,
  trapTable,
  userStatus,
  withTier,
} from './support';
import { toy } from './toy';

const handler = base + 0x800;
const kernelStack = base + 0x20000;
const stack = base + 0x28000;
const textPage = 0x1000;
const text = base + 0x10000;
const data = 0x3000;

/**
 * A machine that is about to execute a program at `textPage` with data at `data` (one page, read-only at +0x1000),
 * in user mode or kernel mode, with paging on. The handlers are `rett` at 0x800, of each cause its own.
 */
function ready(program: string, user: boolean): Machine {
  const machine = machineWith('');
  put(machine, text, toy(program, textPage));
  const mode = user ? bit.USER : 0;
  const { ptb } = mapPages(machine, {
    [textPage]: text | bit.VALID | bit.EXECUTE | mode,
    [data]: (base + 0x12000) | bit.VALID | bit.WRITE | mode,
    [data + page]: (base + 0x13000) | bit.VALID | mode,
    ...identity(base, 64, bit.VALID | bit.WRITE | bit.EXECUTE),
  });
  trapTable(machine, Object.fromEntries(causes.map(cause => [cause.name, handlerOf(cause.number)])), 0);
  for (const cause of causes) put(machine, handlerOf(cause.number), toy('rett'));
  for (let number = 1; number < 16; number++) machine.registers[number] = 0x1000 * number + 1;
  setRegisters(machine, { sp: stack, s0: data, s1: data + page, s2: 0xdead_0000, t2: 0 });
  machine.ksp = kernelStack;
  machine.ptb = ptb;
  machine.status = user ? userStatus : 0;
  machine.pc = textPage;
  return machine;
}

function handlerOf(cause: number): number {
  return handler + cause * 16;
}

/** The instruction, its cause, the value in the frame; the pc in the frame is 0x1000 unless given. */
const faults: readonly [program: string, cause: CauseName, value: number, pc?: number][] = [
  ['.word 0', 'illegal-instruction', 0],
  ['.word 0xffffffff', 'illegal-instruction', 0xffffffff],
  ['.word 0x10000001', 'illegal-instruction', 0x10000001],
  ['.word 0x80100000', 'illegal-instruction', 0x80100000],
  ['div a0, a1, t2', 'divide-by-zero', 0],
  ['divu a0, a1, t2', 'divide-by-zero', 0],
  ['rem a0, a1, t2', 'divide-by-zero', 0],
  ['remu a0, a1, t2', 'divide-by-zero', 0],
  ['lh a0, 1(s0)', 'misaligned-address', data + 1],
  ['lhu a0, 3(s0)', 'misaligned-address', data + 3],
  ['lw a0, 2(s0)', 'misaligned-address', data + 2],
  ['sh a0, 1(s0)', 'misaligned-address', data + 1],
  ['sw a0, 1(s0)', 'misaligned-address', data + 1],
  ['xchg a0, a1, (a0)', 'misaligned-address', 0x4001],
  ['fetchadd a0, a1, (a0)', 'misaligned-address', 0x4001],
  ['cas a0, a1, (a0)', 'misaligned-address', 0x4001],
  ['lw a0, 1(s2)', 'misaligned-address', 0xdead_0001],
  ['jalr ra, 2(s0)', 'misaligned-address', data + 2],
  ['lb a0, 0(s2)', 'load-page-fault', 0xdead_0000],
  ['lw a0, 0(s2)', 'load-page-fault', 0xdead_0000],
  ['lhu a0, -2(t2)', 'load-page-fault', 0xfffffffe],
  ['sb a0, 0(s2)', 'store-page-fault', 0xdead_0000],
  ['sw a0, 4(s1)', 'store-page-fault', data + page + 4],
  ['sh a0, 4(s1)', 'store-page-fault', data + page + 4],
  ['xchg a0, a1, (s1)', 'store-page-fault', data + page],
  ['cas a0, a1, (s2)', 'store-page-fault', 0xdead_0000],
  ['brk', 'breakpoint', 0],
  ['trap', 'system-call', 0, 0x1004],
];

/** All of these are privileged; the value is the port of an `in` or `out`. */
const privileged: readonly [program: string, value: number][] = [
  ['ltt s0', 0],
  ['rett', 0],
  ['rdcr a0, status', 0],
  ['rdcr a0, 99', 0],
  ['wrcr status, a0', 0],
  ['wrcr 77, a0', 0],
  ['in a0, CONSOLE_DATA', 0],
  ['in a0, BOARD_MEMORY', 0x40],
  ['out TIMER_INTERVAL, a0', 0x10],
  ['out 0xffff, a0', 0xffff],
  ['sti', 0],
  ['cli', 0],
  ['wait', 0],
  ['halt', 0],
];

// prettier-ignore
const savedRegisters = ['ra', 'sp', 'fp', 'a0', 'a1', 'a2', 'a3', 'a4', 'a5', 't0', 't1', 't2', 's0', 's1', 's2'];

/** A machine that stops at faults does so before the instruction, and as if it had never been begun. */
function checkStop(machine: Machine, trap: object): void {
  const before = digest(machine.save());
  machine.stopsAtFaults = true;
  const stop = machine.run(1);
  assert.ok(stop.reason === 'fault');
  const { cause, pc, value } = stop.trap;
  assert.deepEqual({ cause, pc, value }, trap);
  // But for the bit by which the instruction's page is known as fetched from.
  const rest = (state: object) => ({ ...state, ram: undefined });
  assert.deepEqual(rest(digest(machine.save())), rest(before));
}

/** Runs the one instruction and checks the frame, the state after it, and that `rett` undoes it all. */
function checkTrap(program: string, cause: CauseName, value: number, pc: number, user: boolean): void {
  const machine = ready(program, user);
  const before = [...machine.registers];
  const status = machine.status;
  const events = eventsOf(machine);
  if (cause !== 'system-call') checkStop(machine, { cause: causeNumber(cause), pc, value });
  assert.deepEqual(events, []);
  assert.deepEqual(machine.run(1), { reason: 'budget' });

  const frame = ((user ? kernelStack : stack) - trapFrameSize) >>> 0;
  const number = causeNumber(cause);
  const expected: Record<string, number> = { pc, status, cause: number, value };
  for (const [index, name] of savedRegisters.entries()) expected[name] = (before[index + 1] ?? 0) >>> 0;
  assert.deepEqual(frameAt(machine, frame), expected);
  assert.equal(machine.count, 1);
  assert.equal(machine.pc, handlerOf(number));
  assert.equal(machine.status, 0);
  assert.equal(register(machine, 'sp') >>> 0, frame);
  assert.deepEqual(allButSp(machine.registers), allButSp(before), 'no other register changes');
  assert.deepEqual(events, [
    {
      kind: 'trap',
      count: 0,
      cpu: 0,
      cause: number,
      pc,
      value,
      frame,
      fromUser: user,
      handler: handlerOf(number),
    },
    ...(user ? [{ kind: 'mode', count: 0, cpu: 0, user: false }] : []),
  ]);

  events.splice(0);
  machine.run(1);
  assert.deepEqual([...machine.registers], before);
  assert.equal(machine.pc, pc);
  assert.equal(machine.status, status);
  assert.equal(machine.count, 2);
  assert.deepEqual(events, [
    { kind: 'return', count: 1, cpu: 0, pc, toUser: user, frame },
    ...(user ? [{ kind: 'mode', count: 1, cpu: 0, user: true }] : []),
  ]);
}

function allButSp(registers: Iterable<number>): number[] {
  return [...registers].filter((_, index) => index !== registerIndex('sp'));
}

describe('machine: traps', () => {
  for (const user of [true, false])
    for (const [program, cause, value, pc = textPage] of faults)
      it(`${program} in ${user ? 'user' : 'kernel'} mode: ${cause}`, () =>
        checkTrap(program, cause, value, pc, user));

  for (const [program, value] of privileged)
    it(`${program} in user mode is privileged`, () =>
      checkTrap(program, 'privileged-instruction', value, textPage, true));

  it('the list of privileged instructions above is whole', () => {
    const listed = new Set(privileged.map(([program]) => program.split(' ')[0]));
    for (const row of instructions) assert.equal(listed.has(row.mnemonic), row.privileged, row.mnemonic);
  });

  const kernelFaults: readonly [program: string, cause: CauseName, value: number][] = [
    ['rdcr a0, 4', 'illegal-instruction', 0xc2400004],
    ['wrcr ttb, a0', 'illegal-instruction', 0xc3040001],
    ['wrcr 4, a0', 'illegal-instruction', 0xc3040004],
    ['ltt a0', 'misaligned-address', 0x4001],
  ];
  for (const [program, cause, value] of kernelFaults)
    it(`${program} in kernel mode: ${cause}`, () => checkTrap(program, cause, value, textPage, false));

  for (const target of [0x9000, 0x4000, 0x1002, base])
    it(`a jump to 0x${target.toString(16)} faults at the fetch, and counts`, () => {
      const machine = ready('rett', true);
      const cause = target & 3 ? 'misaligned-address' : 'fetch-page-fault';
      machine.pc = target;
      machine.run(1);
      const frame = frameAt(machine, kernelStack - trapFrameSize);
      assert.deepEqual([frame.cause, frame.pc, frame.value], [causeNumber(cause), target, target]);
      assert.equal(machine.count, 1);
    });

  it('a jump to 1 faults, though its entry of the TLB held code that has been forgotten', () => {
    const machine = ready('rett', false);
    put(machine, base + 0xf00, toy('addi a0, a0, 0'));
    machine.pc = base + 0xf00;
    machine.run(1);
    machine.ptb = machine.ptb | 0;
    machine.pc = 1;
    machine.run(1);
    const frame = frameAt(machine, stack - trapFrameSize);
    assert.deepEqual([frame.cause, frame.pc, frame.value], [causeNumber('misaligned-address'), 1, 1]);
  });

  it('traps nest on the kernel stack', () => {
    const machine = ready('trap', true);
    put(machine, handlerOf(causeNumber('system-call')), toy('brk\nrett'));
    put(
      machine,
      handlerOf(causeNumber('breakpoint')),
      toy('lw t0, 60(sp)\naddi t0, t0, 4\nsw t0, 60(sp)\nrett'),
    );
    machine.run(2);
    const inner = kernelStack - 2 * trapFrameSize;
    assert.equal(register(machine, 'sp') >>> 0, inner);
    assert.equal(frameAt(machine, inner).sp, kernelStack - trapFrameSize);
    assert.equal(frameAt(machine, inner).status, 0);
    assert.equal(frameAt(machine, inner + trapFrameSize).status, userStatus);
    machine.run(5);
    assert.equal(machine.pc, textPage + 4);
    assert.equal(machine.userMode, true);
    assert.equal(register(machine, 'sp'), stack | 0);
  });

  it('rett keeps only the bits of status that exist', () => {
    const machine = ready('rett', false);
    const frame = stack - trapFrameSize;
    setRegisters(machine, { sp: frame });
    put(machine, frame + 15 * 4, handler);
    put(machine, frame + 16 * 4, 0xffff_fffe);
    machine.run(1);
    assert.equal(machine.status, 2);
    assert.equal(machine.pc, handler);
  });

  const badReturns: readonly [sp: number, cause: CauseName, value: number][] = [
    [base + 0x202, 'misaligned-address', base + 0x202],
    [base + 63 * page + 4080, 'load-page-fault', base + 64 * page],
  ];
  for (const [sp, cause, value] of badReturns)
    it(`rett with sp at ${sp.toString(16)} faults and changes no register`, () => {
      const machine = ready('rett', false);
      const before = [...machine.registers];
      setRegisters(machine, { sp });
      before[registerIndex('sp')] = sp | 0;
      assert.deepEqual(machine.run(1).reason, cause === 'misaligned-address' ? 'double-fault' : 'budget');
      if (cause === 'misaligned-address') return assert.deepEqual([...machine.registers], before);
      const frame = frameAt(machine, sp - trapFrameSize);
      assert.deepEqual([frame.cause, frame.value, frame.pc], [causeNumber(cause), value, textPage]);
      assert.deepEqual(
        fields(frame),
        before.slice(1).map(word => word >>> 0),
      );
    });

  const doubleFaults: readonly [title: string, message: RegExp, prepare: (machine: Machine) => void][] = [
    ['no trap table', /no trap table/, machine => (machine.ttb = 0)],
    ['an unreadable trap table', /0x00009000 cannot be read/, machine => (machine.ttb = 0x9000)],
    [
      'a misaligned ksp',
      /ksp is 0x8001fffe, not a multiple of 4/,
      machine => (machine.ksp = kernelStack - 2),
    ],
    ['an unmapped kernel stack', /cannot be written: ksp is 0x00000000/, machine => (machine.ksp = 0)],
    ['a read-only kernel stack', /cannot be written/, machine => (machine.ksp = data + page + 512)],
    [
      'a kernel stack that begins in an unmapped page',
      /cannot be written/,
      machine => (machine.ksp = data + 8),
    ],
  ];
  for (const [title, message, prepare] of doubleFaults)
    it(`a trap with ${title} is a double fault, for good`, () => {
      const machine = ready('brk', true);
      prepare(machine);
      const before = [...machine.registers];
      const stop = machine.run(10);
      assert.ok(stop.reason === 'double-fault');
      assert.deepEqual([stop.cause, stop.pc, stop.value], [causeNumber('breakpoint'), textPage, 0]);
      assert.match(stop.message, message);
      assert.match(stop.message, /breakpoint at 0x00001000/);
      assert.deepEqual([...machine.registers], before);
      assert.equal(machine.pc, textPage);
      assert.deepEqual(machine.run(10), stop);
      assert.equal(machine.count, 1);
    });

  it('the trap frame may go over two pages', () => {
    const machine = ready('brk', true);
    machine.ksp = base + 0x20000 + 40;
    machine.run(1);
    assert.equal(frameAt(machine, machine.ksp - trapFrameSize).pc, textPage);
    assert.equal(frameAt(machine, machine.ksp - trapFrameSize).cause, causeNumber('breakpoint'));
  });

  for (const [tier, options] of Object.entries(tiers))
    it(`the trap frame may go over code that has been executed, in its second page too, ${tier}`, () =>
      withTier(options, () => {
        const machine = ready('brk', true);
        const second = base + 0x20000;
        put(machine, second, toy('nop\nnop'));
        put(machine, handlerOf(causeNumber('breakpoint')), toy('jalr zero, 0(s2)'));
        setRegisters(machine, { s2: second });
        machine.status = 0;
        machine.pc = second;
        machine.run(1);
        assert.equal(machine.pc, second + 4);
        // Its cause and its value lie there now: the first is no instruction.
        machine.ksp = second + 8;
        machine.status = userStatus;
        machine.pc = textPage;
        machine.run(20);
        const { cause, pc } = frameAt(machine, machine.ksp - 2 * trapFrameSize);
        assert.deepEqual([cause, pc], [causeNumber('illegal-instruction'), second]);
      }));

  it('wrcr to status goes to user mode at once, and says so', () => {
    const machine = ready('', false);
    put(machine, text, toy('wrcr status, a0'));
    setRegisters(machine, { a0: 0xffff_ffff });
    const events = eventsOf(machine);
    machine.run(1);
    assert.equal(machine.status, 3);
    assert.deepEqual(events, [
      { kind: 'control', count: 0, cpu: 0, register: 0, old: 0, value: 3 },
      { kind: 'mode', count: 0, cpu: 0, user: true },
    ]);
    machine.run(1);
    assert.equal(frameAt(machine, kernelStack - trapFrameSize).cause, causeNumber('fetch-page-fault'));
  });

  it('control registers read as they were written, and tell', () => {
    const machine = machineWith(
      'ltt a0\nwrcr ksp, a1\nwrcr ptb, a2\nrdcr a3, ttb\nrdcr a4, ksp\nrdcr a5, ptb\nrdcr t0, status',
    );
    setRegisters(machine, { a0: base + 0x100, a1: 0xfffffffc, a2: 0x1230 });
    const events = eventsOf(machine);
    machine.run(7);
    assert.deepEqual([machine.ttb, machine.ksp, machine.ptb], [base + 0x100, 0xfffffffc, 0x1230]);
    assert.deepEqual([...machine.registers].slice(7, 11), [(base + 0x100) | 0, -4, 0x1230, 0]);
    assert.deepEqual(events, [
      { kind: 'control', count: 0, cpu: 0, register: 1, old: 0, value: base + 0x100 },
      { kind: 'control', count: 1, cpu: 0, register: 2, old: 0, value: 0xfffffffc },
      { kind: 'control', count: 2, cpu: 0, register: 3, old: 0, value: 0x1230 },
    ]);
  });
});

/** The registers in a frame, in order. */
function fields(frame: Record<string, number>): number[] {
  return Object.values(frame).slice(0, 15);
}
