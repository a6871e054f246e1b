/** Page tables: permissions, accessed and dirty bits, and caches that must never show. */
import assert from 'node:assert/strict';
import type { Machine } from '../../src/machine';
import {
  base,
  bit,
  causeNumber,
  identity,
  machineWith,
  mapPages,
  page,
  put,
  register,
  setRegisters,
  tables,
  tiers,
  trapTable,
  userStatus,
  withTier,
} from './support';
import { toy } from './toy';

const target = 0x40_2000;
const frame = base + 0x20000;
const text = 0x1000;
const kernel = identity(base, 64, bit.VALID | bit.WRITE | bit.EXECUTE);
const kernelStack = base + 0x38000;

/** Executes one access to `target`, mapped by `entry`, in a mode. Returns the cause of the fault, if any, and the entry after. */
function access(
  kind: 'read' | 'write' | 'fetch',
  entry: number,
  user: boolean,
): { cause?: number; entry: number } {
  const machine = machineWith('');
  const { ptb, entry: place } = mapPages(machine, {
    ...kernel,
    [text]: (base + 0x10000) | bit.VALID | bit.EXECUTE | (user ? bit.USER : 0),
    [target]: entry,
  });
  put(machine, base + 0x10000, toy(kind === 'read' ? 'lw a0, 0(a1)' : 'sw a0, 0(a1)'));
  if (kind === 'fetch' && entry >>> 12 === frame >>> 12) put(machine, frame, toy('nop'));
  trapTable(machine, {}, base + 0x800);
  setRegisters(machine, { a1: target, sp: kernelStack });
  machine.ksp = kernelStack;
  machine.ptb = ptb;
  machine.status = user ? userStatus : 0;
  machine.pc = kind === 'fetch' ? target : text;
  machine.run(1);
  const cause = machine.pc === base + 0x800 ? machine.readWord(register(machine, 'sp') + 17 * 4) : undefined;
  return { ...(cause !== undefined && { cause }), entry: machine.readWord(place(target), 0)! };
}

const faultOf = { read: 'load-page-fault', write: 'store-page-fault', fetch: 'fetch-page-fault' } as const;

/** The rules, as `src/isa/control.ts` has them. */
function allowed(kind: 'read' | 'write' | 'fetch', entry: number, user: boolean): boolean {
  const has = (name: keyof typeof bit) => (entry & bit[name]) !== 0;
  if (!has('VALID') || (user && !has('USER'))) return false;
  if (kind === 'write') return has('WRITE');
  return kind === 'read' || (has('EXECUTE') && (user || !has('USER')));
}

/** A machine with paging on, its program in kernel mode at the start of RAM, and `target` mapped read-write to `frame`. */
function paged(
  program: string,
  more: Record<number, number> = {},
): { machine: Machine; entry: (virtual: number) => number } {
  const machine = machineWith(program);
  const { ptb, entry } = mapPages(machine, {
    ...kernel,
    ...identity(tables, 8, bit.VALID | bit.WRITE),
    [target]: frame | bit.VALID | bit.WRITE,
    ...more,
  });
  trapTable(machine, {}, base + 0x800);
  put(machine, base + 0x800, toy('halt'));
  setRegisters(machine, { sp: kernelStack, a0: target });
  machine.ptb = ptb;
  return { machine, entry };
}

describe('machine: mmu', () => {
  for (const kind of ['read', 'write', 'fetch'] as const)
    it(`${kind}: every combination of bits in both modes, with accessed and dirty bits`, () => {
      for (let bits = 0; bits < 16; bits++)
        for (const user of [true, false]) {
          const entry = (frame | bits) >>> 0;
          const result = access(kind, entry, user);
          if (!allowed(kind, entry, user))
            assert.deepEqual(result, { cause: causeNumber(faultOf[kind]), entry });
          else {
            const used = bit.ACCESSED | (kind === 'write' ? bit.DIRTY : 0);
            assert.deepEqual(result, { entry: (entry | used) >>> 0 }, `${bits} ${user}`);
          }
        }
    });

  for (const kind of ['read', 'write', 'fetch'] as const)
    it(`${kind}: an entry that points outside RAM is a page fault`, () => {
      for (const physical of [0, base - page, base + 2 ** 20, 0xfffff000]) {
        const entry = physical | 0x0b;
        assert.deepEqual(access(kind, entry, false), {
          cause: causeNumber(faultOf[kind]),
          entry: entry >>> 0,
        });
      }
    });

  it('an address is a page fault where its table is missing or outside RAM', () => {
    const { machine } = paged('lw a1, 0(a0)');
    put(machine, tables + (target >>> 22) * 4, 0x1000 | bit.VALID);
    machine.run(1);
    assert.equal(machine.readWord(register(machine, 'sp') + 17 * 4), causeNumber('load-page-fault'));
    machine.ptb = 0x1001;
    assert.equal(machine.translate(base), undefined);
    assert.equal(machine.run(1).reason, 'double-fault');
  });

  it('without translation addresses are physical, in user mode as well', () => {
    const machine = machineWith('lw a1, 0(a0)\nsw a1, 4(a0)\nlw a1, 0(zero)');
    setRegisters(machine, { a0: base + 0x2000 });
    put(machine, base + 0x2000, 99);
    machine.status = userStatus;
    machine.run(2);
    assert.equal(machine.readWord(base + 0x2004), 99);
    machine.ksp = kernelStack;
    trapTable(machine, {}, base + 0x800);
    machine.run(1);
    assert.equal(machine.readWord(register(machine, 'sp') + 17 * 4), causeNumber('load-page-fault'));
  });

  it('wrcr ptb changes all translations at once, those of the code too', () => {
    const { machine } = paged('');
    const other = mapPages(
      machine,
      { ...kernel, [target]: (frame + page) | bit.VALID, [text]: (base + 0x15000) | bit.VALID | bit.EXECUTE },
      tables + 16 * page,
    );
    const first = mapPages(
      machine,
      { ...kernel, [target]: frame | bit.VALID, [text]: (base + 0x14000) | bit.VALID | bit.EXECUTE },
      tables + 32 * page,
    );
    put(machine, frame, 1);
    put(machine, frame + page, 2);
    put(machine, base + 0x14000, toy('lw a2, 0(a0)\nwrcr ptb, a1\naddi a4, zero, 1', text));
    put(machine, base + 0x15000, toy('nop\nnop\naddi a4, zero, 2\nlw a3, 0(a0)', text));
    machine.ptb = first.ptb;
    setRegisters(machine, { a1: other.ptb });
    machine.pc = text;
    machine.run(4);
    assert.deepEqual([register(machine, 'a2'), register(machine, 'a3'), register(machine, 'a4')], [1, 2, 2]);
  });

  it('a changed page-table entry counts at once, even without wrcr ptb', () => {
    const { machine, entry } = paged(
      'lw a1, 0(a0)\nsw a2, 0(a3)\nlw a1, 0(a0)\nsw zero, 0(a3)\nlw a1, 0(a0)',
    );
    put(machine, frame, 1);
    put(machine, frame + page, 2);
    setRegisters(machine, { a2: (frame + page) | bit.VALID, a3: entry(target) });
    machine.run(1);
    assert.equal(register(machine, 'a1'), 1);
    machine.run(2);
    assert.equal(register(machine, 'a1'), 2);
    machine.run(2);
    assert.equal(machine.pc, base + 0x800);
  });

  it('a store that unmaps the page of the code takes effect at the next instruction', () => {
    const { machine, entry } = paged('', { [text]: (base + 0x14000) | bit.VALID | bit.EXECUTE });
    put(machine, base + 0x14000, toy('sw zero, 0(a3)\naddi a4, zero, 1'));
    setRegisters(machine, { a3: entry(text) });
    machine.pc = text;
    machine.run(2);
    assert.equal(register(machine, 'a4'), 0);
    assert.equal(machine.readWord(register(machine, 'sp') + 15 * 4), text + 4);
    assert.equal(machine.readWord(register(machine, 'sp') + 17 * 4), causeNumber('fetch-page-fault'));
  });

  it('accessed and dirty bits that the kernel clears are set again', () => {
    const { machine, entry } = paged('sw a1, 0(a0)\nsw a2, 0(a3)\nlw a1, 0(a0)\nsw a1, 0(a0)');
    const clean = frame | bit.VALID | bit.WRITE;
    setRegisters(machine, { a2: clean, a3: entry(target) });
    machine.run(1);
    assert.equal(machine.readWord(entry(target)), (clean | bit.ACCESSED | bit.DIRTY) >>> 0);
    machine.run(1);
    assert.equal(machine.readWord(entry(target)), clean >>> 0);
    machine.run(1);
    assert.equal(machine.readWord(entry(target)), (clean | bit.ACCESSED) >>> 0);
    machine.run(1);
    assert.equal(machine.readWord(entry(target)), (clean | bit.ACCESSED | bit.DIRTY) >>> 0);
  });

  it('an interrupted jump does not mark its target as accessed', () => {
    const { machine, entry } = paged('jalr zero, 0(a0)', { [target]: frame | bit.VALID | bit.EXECUTE });
    machine.run(1);
    assert.equal(machine.pc, target);
    assert.equal(machine.readWord(entry(target))! & bit.ACCESSED, 0);
    machine.run(1);
    assert.notEqual(machine.readWord(entry(target))! & bit.ACCESSED, 0);
  });

  it('tools see memory without a trace', () => {
    const { machine, entry } = paged('', { [target + page]: (frame + page) | bit.VALID });
    const before = machine.readWord(entry(target));
    assert.equal(machine.translate(target + 5), frame + 5);
    assert.equal(machine.translate(target + 2 * page), undefined);
    assert.equal(machine.writeMemory(target + page - 2, Uint8Array.of(1, 2, 3, 4)), 4);
    assert.deepEqual([...machine.readMemory(target + page - 2, 4)], [1, 2, 3, 4]);
    assert.equal(machine.readWord(target + page - 2), 0x04030201);
    assert.equal(machine.readMemory(target + 2 * page - 3, 100).length, 3);
    assert.equal(machine.writeMemory(target + 2 * page - 3, new Uint8Array(5)), 3);
    assert.equal(machine.readWord(target + 2 * page - 3), undefined);
    assert.equal(machine.readMemory(0, 4).length, 0);
    assert.equal(machine.readMemory(base + 2 ** 20 - 1, 4, 0).length, 1);
    assert.equal(machine.readWord(frame + page - 2, 0), 0x04030201);
    assert.equal(machine.readWord(entry(target)), before);
    assert.equal(machine.count, 0);
  });

  const selfModifying: readonly [
    title: string,
    modify: (machine: Machine, address: number, word: number) => void,
  ][] = [
    ['a tool', (machine, address, word) => put(machine, address, word)],
    [
      'load',
      (machine, address, word) => {
        const pc = machine.pc;
        const bytes = new Uint8Array(Uint32Array.of(word).buffer);
        machine.load({ entry: pc, segments: [{ address, bytes, memorySize: 4 }] });
      },
    ],
  ];
  for (const [title, modify] of selfModifying)
    it(`code changed by ${title} is executed as it is now`, () => {
      const machine = machineWith('again: addi a0, a0, 1\nj again');
      machine.run(10);
      modify(machine, base, new DataView(toy('addi a0, a0, 100').buffer).getUint32(0, true));
      machine.run(2);
      assert.equal(register(machine, 'a0'), 105);
    });

  for (const store of [
    'sw t0, 0(a2)',
    'sb t0, 0(a2)',
    'sh t0, 0(a2)',
    'xchg t1, t0, (a2)',
    'fetchadd t1, t2, (a2)',
  ])
    it(`code that changes the next instruction by ${store}`, () => {
      const machine = machineWith(`again: addi a1, a1, 1\n${store}\nmodified: addi a0, a0, 1\nj again`);
      setRegisters(machine, {
        a2: base + 8,
        t0: new DataView(toy('addi a0, a0, 2').buffer).getUint32(0, true),
        t2: 1,
      });
      machine.run(8);
      assert.equal(register(machine, 'a1'), 2);
      assert.equal(register(machine, 'a0'), store.startsWith('fetchadd') ? 5 : 4);
    });

  it('code changed through another mapping of its page is executed as it is now', () => {
    const { machine } = paged('', {
      [text]: (base + 0x14000) | bit.VALID | bit.EXECUTE,
      [text + 0x5000]: (base + 0x14000) | bit.VALID | bit.EXECUTE,
      [target]: (base + 0x14000) | bit.VALID | bit.WRITE,
    });
    put(
      machine,
      base + 0x14000,
      toy('addi a4, a4, 1\ncall 2\nnop\naddi a4, a4, 1\nsw a1, 0(a0)\njalr zero, 0(a2)'),
    );
    setRegisters(machine, {
      a1: new DataView(toy('addi a4, a4, 50').buffer).getUint32(0, true),
      a2: text + 0x5000,
    });
    machine.pc = text;
    machine.run(5);
    assert.equal(machine.pc, text + 0x5000);
    machine.run(2);
    assert.equal(register(machine, 'a4'), 52);
    assert.equal(register(machine, 'ra'), text + 0x5008);
  });

  const wordOf = (instruction: string) => new DataView(toy(instruction).buffer).getUint32(0, true);

  for (const [tier, options] of Object.entries(tiers)) {
    it(`${tier}: an entry that points outside RAM is not marked as used, though its table is in use`, () =>
      withTier(options, () => {
        const outside = (base + 2 ** 20) | bit.VALID | bit.WRITE;
        for (const access of ['lw', 'sw']) {
          const program = `lw a1, 0(a0)\nsw a1, 0(a0)\n${access} a1, 0(a2)`;
          const { machine, entry } = paged(program, { [target + page]: outside });
          setRegisters(machine, { a2: target + page });
          assert.equal(machine.run(10).reason, 'off');
          assert.equal(machine.readWord(entry(target + page), 0), outside >>> 0, access);
        }
      }));

    it(`${tier}: a page that has been stored to is watched from when it holds a table in use`, () =>
      withTier(options, () => {
        const { machine, entry } = paged('sw zero, 0(a4)\nlw a1, 0(a0)\nsw a2, 0(a3)\nlw a1, 0(a0)\nhalt');
        put(machine, frame, 1);
        put(machine, frame + page, 2);
        setRegisters(machine, {
          a2: (frame + page) | bit.VALID,
          a3: entry(target),
          a4: entry(target) + 8,
        });
        machine.run(4);
        assert.equal(register(machine, 'a1'), 2);
      }));

    it(`${tier}: a page that has been stored to is watched from when it holds code`, () =>
      withTier(options, () => {
        const code = base + 0x10000;
        const machine = machineWith('sw t0, 0(a2)\njalr ra, 0(a2)\nsw t1, 0(a2)\njalr ra, 0(a2)\nhalt');
        put(machine, code, toy('nop\njalr zero, 0(ra)'));
        setRegisters(machine, {
          a2: code,
          t0: wordOf('addi a4, a4, 1'),
          t1: wordOf('addi a4, a4, 100'),
        });
        machine.run(9);
        assert.equal(register(machine, 'a4'), 101);
      }));

    it(`${tier}: code in a page that holds a table too is watched when tables are forgotten`, () =>
      withTier(options, () => {
        const { machine, entry } = paged(
          'lw a1, 0(a0)\njalr ra, 0(a5)\njalr ra, 0(a5)\njalr ra, 0(a5)\nsw zero, 0(a3)\nsw t0, 0(a5)\njalr ra, 0(a5)\nhalt',
        );
        const table = (entry(target) & -page) >>> 0;
        put(machine, entry(table), table | bit.VALID | bit.WRITE | bit.EXECUTE);
        put(machine, table + 4000, toy('addi a4, a4, 1\njalr zero, 0(ra)'));
        setRegisters(machine, { a3: tables + 8, a5: table + 4000, t0: wordOf('addi a4, a4, 100') });
        machine.run(15);
        assert.equal(register(machine, 'a4'), 103);
      }));
  }

  it('an access that sets a bit in a page of code changes that code', () => {
    // The page table itself is mapped executable, and its entry is a nop but for the accessed bit.
    const { machine, entry } = paged('lw a1, 0(a0)\nj -1');
    const table = entry(target) & -page;
    put(machine, entry(base + (table - base)), table | bit.VALID | bit.WRITE | bit.EXECUTE);
    const slot = entry(target);
    machine.pc = slot;
    machine.run(1);
    const illegal = machine.readWord(register(machine, 'sp') + 18 * 4);
    assert.equal(illegal, (frame | bit.VALID | bit.WRITE) >>> 0);
    machine.pc = base;
    machine.run(1);
    machine.pc = slot;
    machine.run(1);
    assert.equal(
      machine.readWord(register(machine, 'sp') + 18 * 4),
      (frame | bit.VALID | bit.WRITE | bit.ACCESSED) >>> 0,
    );
  });
});
