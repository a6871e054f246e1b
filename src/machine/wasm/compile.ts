/**
 * The second tier: blocks of a page as one WebAssembly function, with the registers and the count in locals.
 * Everything rare leaves before the instruction it is about.
 */
import { type MemoryUse, type RegisterNumber, type RegisterPlace, registerAt } from '../../isa';
import { pageMask, slotMask, zeroRegister } from '../constants';
import { CpuWord, type Layout } from '../layout';
import { type Block, type Line, targetSlot } from './blocks';
import { type Source, push } from './expressions';
import { pushFilled } from './fill';
import { Code, type WasmFunction, none, op } from './format';
import { writeOutput } from './output';
import { isSystem } from './system';
import { type Locals, Lookups, type Target, writeRow } from './rows';

/** What such a function returns: how the dispatcher goes on. Any other number is the word at pc: of an instruction of the system, which counts already. */
export const exits = {
  /** The instruction at pc is left to others. */
  leave: 0,
  /** At pc, where there may be compiled code. */
  go: 1,
} as const;

/** Where compiled code can be entered: a function's index in the table, and the number of a block in it. */
export const blockBits = 10;

export interface Region {
  readonly blocks: readonly Block[];
  /** The virtual address of the page. */
  readonly page: number;
  /** Where the page's map stands in the memory. */
  readonly map: number;
  /** The function's index in the table. */
  readonly index: number;
}

// Parameters and locals.
const entry = 0;
const tlb = 1;
const left = 2;
const pc = 3;
const exit = 4;
/** What has been counted and not executed. */
const uncounted = 5;
const locals: Locals = { tlb, address: 6, entry: 7, place: 8, old: 9 };
const firstRegister = 10;
const registerCount = 15;

/** The one function that compiled code calls directly, by its index. */
const fill = 0;

const lookups = new Lookups(locals);

/** `(block, tlb) → exit`. `fills`: it looks for pages that the TLB lacks by itself. */
export function compileRegion(region: Region, layout: Layout, fills: boolean): WasmFunction {
  const body = new Writer(region, layout, fills).write();
  return {
    name: `f${region.index}`,
    parameters: 2,
    results: 1,
    locals: firstRegister + registerCount - 2,
    body,
  };
}

/** Structure: `block exit { loop { … block n−1 { … block 0 { br_table } code 0 } … code n−1 } }`. */
class Writer {
  readonly code = new Code();
  private readonly ids: ReadonlyMap<number, number>;
  private readonly used = new Set<RegisterNumber>();
  readonly written = new Set<RegisterNumber>();
  /** The block whose code is being written, and how many labels are open within it. */
  private current = 0;
  private nesting = 0;

  constructor(
    private readonly region: Region,
    private readonly layout: Layout,
    readonly fills: boolean,
  ) {
    this.ids = new Map(region.blocks.map(({ start }, id) => [start, id]));
  }

  write(): Code {
    const { code } = this;
    const { blocks } = this.region;
    code.op(op.block, none, op.loop, none);
    for (const {} of blocks) code.op(op.block, none);
    code
      .get(entry)
      .byte(op.brTable)
      .unsigned(blocks.length - 1);
    for (const id of blocks.keys()) code.unsigned(id);
    for (const [id, block] of blocks.entries()) {
      code.byte(op.end);
      this.current = id;
      this.block(block);
    }
    code.op(op.end, op.end);
    return this.framed();
  }

  /** The code between loading and saving what it works on. */
  private framed(): Code {
    const body = new Code();
    const { cpu } = this.layout;
    const cell = (word: CpuWord, register = 0) => cpu + (word + register) * 4;
    body.const(0).memory(op.load, cell(CpuWord.left)).set(left);
    for (const register of this.used)
      body.const(0).memory(op.load, cell(CpuWord.registers, register)).set(this.use(register));
    body.append(this.code);
    for (const register of this.written)
      body.const(0).get(this.use(register)).memory(op.store, cell(CpuWord.registers, register));
    body.const(0).get(pc).memory(op.store, cell(CpuWord.pc));
    body.const(0).get(left).get(uncounted).byte(op.add).memory(op.store, cell(CpuWord.left));
    return body.get(exit);
  }

  /** Counts all of its instructions first, if as many are left. */
  private block(block: Block): void {
    const { code } = this;
    const { lines, next } = block;
    const last = lines.at(-1);
    const loops = last !== undefined && this.loopsTo(last, block);
    if (loops) this.open(op.loop);
    code.get(left).const(lines.length).byte(op.sub).tee(left).const(0).byte(op.ltS);
    this.leaveIf(block.start, lines.length);
    for (const [index, line] of lines.entries()) this.line(line, block, lines.length - index);
    if (loops) this.close();
    if (next !== undefined && this.ids.get(next) !== this.current + 1) this.go(next);
  }

  /** A branch back to the block's own start stays within. */
  private loopsTo(last: Line, { start }: Block): boolean {
    return last.decoded.instruction.flow === 'branch' && targetSlot(last) === start;
  }

  /** `uncounted`: what has been counted of the block from this line on. */
  private line(line: Line, block: Block, uncounted: number): void {
    const { decoded } = line;
    const { does } = decoded.instruction;
    if (isSystem(decoded.instruction)) return this.exitWith(line.word, line.slot);
    const target = new LineTarget(this, line, uncounted);
    if (!does) return writeOutput(target, this.layout);
    const condition = does.jump?.when;
    if (condition !== undefined) {
      push(this.code, condition, target);
      return this.branch(line, block);
    }
    writeRow(target, does);
    if (!does.jump) return;
    const slot = targetSlot(line);
    if (slot === undefined) this.goTo(locals.address);
    else this.go(slot);
  }

  /** The condition is on the stack. */
  private branch(line: Line, block: Block): void {
    const slot = targetSlot(line) ?? 0;
    const id = this.ids.get(slot);
    if (this.loopsTo(line, block)) this.code.brIf(0);
    else if (id !== undefined && id > this.current) this.code.brIf(this.toBlock(id));
    else {
      this.open(op.if);
      this.go(slot);
      this.close();
    }
  }

  /** Goes on at a slot, of this page or another. */
  private go(slot: number): void {
    const id = this.ids.get(slot);
    if (id === undefined) this.exitWith(exits.go, slot);
    else if (id > this.current) this.code.br(this.toBlock(id));
    else this.code.const(id).set(entry).br(this.toLoop);
  }

  /** Goes on at the address in a local: here, if it is a block of this function. */
  private goTo(address: number): void {
    const { code } = this;
    const { page, map, index, blocks } = this.region;
    code.get(address).tee(pc).const(pageMask).byte(op.and).const(page).byte(op.eq);
    this.open(op.if);
    code
      .get(pc)
      .const(slotMask * 4)
      .byte(op.and)
      .memory(op.load, map);
    code
      .const(index << blockBits)
      .byte(op.sub)
      .tee(entry)
      .const(blocks.length)
      .byte(op.ltU)
      .brIf(this.toLoop);
    this.close();
    code.const(exits.go).set(exit).br(this.toExit);
  }

  private exitWith(how: number, slot: number): void {
    this.code.const(this.addressOf(slot)).set(pc).const(how).set(exit).br(this.toExit);
  }

  /** Leaves before the instruction at a slot if what is on the stack is not 0. */
  leaveIf(slot: number, uncountedThere: number): void {
    const { code } = this;
    this.open(op.if);
    // `exit` is 0 still, which is to leave.
    code.const(uncountedThere).set(uncounted).const(this.addressOf(slot)).set(pc).br(this.toExit);
    this.close();
  }

  /** The local that a register is in. */
  use(register: RegisterNumber): number {
    this.used.add(register);
    return firstRegister + register - 1;
  }

  open(what: number): void {
    this.code.op(what, none);
    this.nesting++;
  }

  close(): void {
    this.code.byte(op.end);
    this.nesting--;
  }

  addressOf(slot: number): number {
    return this.region.page + slot * 4;
  }

  private toBlock(id: number): number {
    return id - this.current - 1 + this.nesting;
  }

  private get toLoop(): number {
    return this.region.blocks.length - 1 - this.current + this.nesting;
  }

  private get toExit(): number {
    return this.toLoop + 1;
  }
}

/** The code for one instruction of a region. */
class LineTarget implements Target {
  readonly code: Code;
  readonly locals = locals;
  readonly lookups = lookups;

  constructor(
    private readonly region: Writer,
    private readonly line: Line,
    private readonly uncounted: number,
  ) {
    this.code = region.code;
  }

  known(source: Source): number | undefined {
    const { decoded, slot } = this.line;
    if (source === 'imm') return decoded.imm;
    if (source === 'pc') return this.region.addressOf(slot);
    return source !== 'old' && registerAt(source, decoded) === zeroRegister ? 0 : undefined;
  }

  push(source: Source): void {
    if (source === 'imm' || source === 'pc' || source === 'old') return;
    this.code.get(this.region.use(registerAt(source, this.line.decoded) as RegisterNumber));
  }

  leaveIf(): void {
    this.region.leaveIf(this.line.slot, this.uncounted);
  }

  leaveIfMissed(memory: MemoryUse): void {
    const { region, code } = this;
    if (!region.fills) return this.leaveIf();
    region.open(op.if);
    pushFilled(code, fill, locals, memory);
    code.byte(op.eqz);
    this.leaveIf();
    region.close();
  }

  setRegister(place: RegisterPlace, value: () => void): void {
    value();
    const register = registerAt(place, this.line.decoded) as RegisterNumber;
    if (register === zeroRegister) return void this.code.byte(op.drop);
    this.region.written.add(register);
    this.code.set(this.region.use(register));
  }
}
