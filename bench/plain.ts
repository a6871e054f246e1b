/**
 * Toy32 as a plain decode-and-switch loop: fetch through the MMU, take the word apart, switch on the opcode, check
 * the timer. It is what the engine is measured against, and, being written on its own from the reference, what
 * random programs hold the engine to. Of the devices it has the timer alone, and its TLB is not coherent.
 */
import {
  type CauseName,
  causeNamed,
  instructions,
  memoryMap,
  ports,
  registerField,
  trapFrame,
  trapFrameSize,
} from '../src/isa';
import type { Registers } from '../src/machine/state';

const ramBase: number = memoryMap.ramBase;
const number = (name: CauseName) => causeNamed(name).number;
const illegal = number('illegal-instruction');
const privileged = number('privileged-instruction');
const divideByZero = number('divide-by-zero');
const misaligned = number('misaligned-address');
const fetchFault = number('fetch-page-fault');
const loadFault = number('load-page-fault');
const storeFault = number('store-page-fault');
const breakpoint = number('breakpoint');
const systemCall = number('system-call');
const timerInterrupt = number('timer-interrupt');
const timerPort = ports.find(port => port.name === 'TIMER_INTERVAL')!.number;

/** By opcode: 0 none, 1 an instruction, 3 a privileged one. */
const known = new Uint8Array(256);
/** By opcode: bits that must be zero. */
const zeroBits = new Int32Array(256);
for (const row of instructions) {
  known[row.opcode] = row.privileged ? 3 : 1;
  const operands = row.operands.join(' ');
  let mask = 0;
  if (!/rd/.test(operands)) mask |= 0xf00000;
  if (!/rs1|mem|addr|branch/.test(operands)) mask |= 0xf0000;
  if (row.format === 'R') mask |= /rs2/.test(operands) ? 0xfff : 0xffff;
  else if (!/imm|mem|branch|cr|port|shamt/.test(operands)) mask |= 0xffff;
  else if (/shamt/.test(operands)) mask |= 0xffe0;
  zeroBits[row.opcode] = row.format === 'J' ? 0 : mask;
}

type Access = 'read' | 'write' | 'fetch';

/** TLB entries of one mode; those of user mode come after those of kernel mode. */
const entries = 512;
const entryMask = entries - 1;

class PlainTlb {
  readonly tags = new Int32Array(2 * entries).fill(-1);
  readonly offsets = new Int32Array(2 * entries);
}

const element = (table: Int32Array, index: number) => table[index] ?? 0;

/** What is at a place in RAM that a walk has found to be there. */
const byteAt = (bytes: Uint8Array, place: number) => bytes[place] ?? 0;
const halfAt = (halves: Uint16Array, place: number) => halves[place >> 1] ?? 0;
const wordAt = (words: Int32Array, place: number) => words[place >> 2] ?? 0;

export class PlainMachine {
  readonly registers = new Int32Array(16) as Registers;
  readonly bytes: Uint8Array;
  readonly halves: Uint16Array;
  readonly words: Int32Array;
  pc: number = ramBase;
  status = 0;
  ttb = 0;
  ksp = 0;
  ptb = 0;
  count = 0;
  interval = 0;
  timerDue = Infinity;
  pending = false;
  /** 'halt', 'double fault', or the name of what it cannot do. */
  stopped: string | undefined;
  private readonly tlb: Readonly<Record<Access, PlainTlb>> = {
    read: new PlainTlb(),
    write: new PlainTlb(),
    fetch: new PlainTlb(),
  };

  constructor(size: number) {
    this.bytes = new Uint8Array(size);
    this.halves = new Uint16Array(this.bytes.buffer);
    this.words = new Int32Array(this.bytes.buffer);
  }

  /** Executes instructions; a faulting one counts. */
  run(instructions: number): void {
    const { registers: r, bytes, halves, words } = this;
    const { tags: readTags, offsets: readOffsets } = this.tlb.read;
    const { tags: writeTags, offsets: writeOffsets } = this.tlb.write;
    const { tags: fetchTags, offsets: fetchOffsets } = this.tlb.fetch;
    const end = this.count + instructions;
    let left = instructions;
    let pc = this.pc | 0;
    let mode = this.mode;
    /** What will be left when the timer next fires. */
    let timer = end - this.timerDue;
    /** Something happened that is rare: see whether to stop or to take an interrupt. */
    let check = true;
    for (;;) {
      if (left <= timer) {
        this.pending = check = true;
        this.timerDue += this.interval;
        timer = end - this.timerDue;
      }
      if (check) {
        check = false;
        if (this.stopped !== undefined) break;
        if (this.pending && (this.status & 2) !== 0) {
          this.pending = false;
          pc = this.trap(timerInterrupt, pc, 0);
          mode = this.mode;
          check = true;
          continue;
        }
      }
      if (left <= 0) break;
      left--;
      let fault = 0;
      let value = pc;
      let next = (pc + 4) | 0;
      let entry = mode + ((pc >>> 12) & entryMask);
      let place = (pc + element(fetchOffsets, entry)) | 0;
      if (pc & 3) fault = misaligned;
      else if (fetchTags[entry] !== (pc & -4096)) {
        place = this.miss(pc, 'fetch', mode);
        if (place < 0) fault = fetchFault;
      }
      if (fault === 0) {
        const word = wordAt(words, place);
        const opcode = word >>> 24;
        const rd = registerField(word >>> 20);
        const rs1 = registerField(word >>> 16);
        const rs2 = registerField(word >>> 12);
        const simm = (word << 16) >> 16;
        const uimm = word & 0xffff;
        if (known[opcode] === 0 || (word & element(zeroBits, opcode)) !== 0) {
          fault = illegal;
          value = word;
        } else if (known[opcode] === 3 && mode !== 0) {
          fault = privileged;
          value = opcode === 0xc4 || opcode === 0xc5 ? uimm : 0;
        } else {
          switch (opcode) {
            case 0x10:
              r[rd] = r[rs1] + r[rs2];
              break;
            case 0x11:
              r[rd] = r[rs1] - r[rs2];
              break;
            case 0x12:
              r[rd] = r[rs1] & r[rs2];
              break;
            case 0x13:
              r[rd] = r[rs1] | r[rs2];
              break;
            case 0x14:
              r[rd] = r[rs1] ^ r[rs2];
              break;
            case 0x15:
              r[rd] = r[rs1] << r[rs2];
              break;
            case 0x16:
              r[rd] = r[rs1] >>> r[rs2];
              break;
            case 0x17:
              r[rd] = r[rs1] >> r[rs2];
              break;
            case 0x18:
              r[rd] = r[rs1] < r[rs2] ? 1 : 0;
              break;
            case 0x19:
              r[rd] = r[rs1] >>> 0 < r[rs2] >>> 0 ? 1 : 0;
              break;
            case 0x1a:
              r[rd] = Math.imul(r[rs1], r[rs2]);
              break;
            case 0x1b:
              r[rd] = Number((BigInt(r[rs1]) * BigInt(r[rs2])) >> 32n);
              break;
            case 0x1c:
              r[rd] = Number((BigInt(r[rs1] >>> 0) * BigInt(r[rs2] >>> 0)) >> 32n);
              break;
            case 0x20:
            case 0x21:
            case 0x22:
            case 0x23:
              if (r[rs2] === 0) {
                fault = divideByZero;
                value = 0;
              } else if (opcode === 0x20) r[rd] = Math.trunc(r[rs1] / r[rs2]);
              else if (opcode === 0x21) r[rd] = Math.trunc((r[rs1] >>> 0) / (r[rs2] >>> 0));
              else if (opcode === 0x22) r[rd] = r[rs1] % r[rs2];
              else r[rd] = (r[rs1] >>> 0) % (r[rs2] >>> 0);
              break;
            case 0x30:
              r[rd] = r[rs1] + simm;
              break;
            case 0x32:
              r[rd] = r[rs1] & uimm;
              break;
            case 0x33:
              r[rd] = r[rs1] | uimm;
              break;
            case 0x34:
              r[rd] = r[rs1] ^ uimm;
              break;
            case 0x35:
              r[rd] = r[rs1] << uimm;
              break;
            case 0x36:
              r[rd] = r[rs1] >>> uimm;
              break;
            case 0x37:
              r[rd] = r[rs1] >> uimm;
              break;
            case 0x38:
              r[rd] = r[rs1] < simm ? 1 : 0;
              break;
            case 0x39:
              r[rd] = r[rs1] >>> 0 < simm >>> 0 ? 1 : 0;
              break;
            case 0x3f:
              r[rd] = word << 16;
              break;
            case 0x40:
            case 0x44:
              value = (r[rs1] + simm) | 0;
              entry = mode + ((value >>> 12) & entryMask);
              place = (value + element(readOffsets, entry)) | 0;
              if (readTags[entry] !== (value & -4096)) place = this.miss(value, 'read', mode);
              if (place < 0) fault = loadFault;
              else r[rd] = opcode === 0x44 ? byteAt(bytes, place) : (byteAt(bytes, place) << 24) >> 24;
              break;
            case 0x41:
            case 0x45:
              value = (r[rs1] + simm) | 0;
              entry = mode + ((value >>> 12) & entryMask);
              place = (value + element(readOffsets, entry)) | 0;
              if (value & 1) fault = misaligned;
              else if (readTags[entry] !== (value & -4096)) place = this.miss(value, 'read', mode);
              if (fault !== 0) break;
              if (place < 0) fault = loadFault;
              else r[rd] = opcode === 0x45 ? halfAt(halves, place) : (halfAt(halves, place) << 16) >> 16;
              break;
            case 0x42:
              value = (r[rs1] + simm) | 0;
              entry = mode + ((value >>> 12) & entryMask);
              place = (value + element(readOffsets, entry)) | 0;
              if (value & 3) fault = misaligned;
              else if (readTags[entry] !== (value & -4096)) place = this.miss(value, 'read', mode);
              if (fault !== 0) break;
              if (place < 0) fault = loadFault;
              else r[rd] = wordAt(words, place);
              break;
            case 0x48:
              value = (r[rs1] + simm) | 0;
              entry = mode + ((value >>> 12) & entryMask);
              place = (value + element(writeOffsets, entry)) | 0;
              if (writeTags[entry] !== (value & -4096)) place = this.miss(value, 'write', mode);
              if (place < 0) fault = storeFault;
              else bytes[place] = r[rd];
              break;
            case 0x49:
              value = (r[rs1] + simm) | 0;
              entry = mode + ((value >>> 12) & entryMask);
              place = (value + element(writeOffsets, entry)) | 0;
              if (value & 1) fault = misaligned;
              else if (writeTags[entry] !== (value & -4096)) place = this.miss(value, 'write', mode);
              if (fault !== 0) break;
              if (place < 0) fault = storeFault;
              else halves[place >> 1] = r[rd];
              break;
            case 0x4a:
              value = (r[rs1] + simm) | 0;
              entry = mode + ((value >>> 12) & entryMask);
              place = (value + element(writeOffsets, entry)) | 0;
              if (value & 3) fault = misaligned;
              else if (writeTags[entry] !== (value & -4096)) place = this.miss(value, 'write', mode);
              if (fault !== 0) break;
              if (place < 0) fault = storeFault;
              else words[place >> 2] = r[rd];
              break;
            case 0x50:
              if (r[rd] === r[rs1]) next = (pc + simm * 4) | 0;
              break;
            case 0x51:
              if (r[rd] !== r[rs1]) next = (pc + simm * 4) | 0;
              break;
            case 0x52:
              if (r[rd] < r[rs1]) next = (pc + simm * 4) | 0;
              break;
            case 0x53:
              if (r[rd] >= r[rs1]) next = (pc + simm * 4) | 0;
              break;
            case 0x54:
              if (r[rd] >>> 0 < r[rs1] >>> 0) next = (pc + simm * 4) | 0;
              break;
            case 0x55:
              if (r[rd] >>> 0 >= r[rs1] >>> 0) next = (pc + simm * 4) | 0;
              break;
            case 0x60:
              next = (pc + ((word << 8) >> 6)) | 0;
              break;
            case 0x61:
              r[1] = next;
              next = (pc + ((word << 8) >> 6)) | 0;
              break;
            case 0x62:
              value = (r[rs1] + simm) | 0;
              if (value & 3) fault = misaligned;
              else {
                r[rd] = next;
                next = value;
              }
              break;
            case 0x70:
            case 0x71:
            case 0x72:
              value = r[rs1];
              place = value & 3 ? -1 : this.miss(value, 'write', mode);
              if (place < 0) fault = value & 3 ? misaligned : storeFault;
              else {
                const old = wordAt(words, place);
                if (opcode === 0x70) words[place >> 2] = r[rs2];
                else if (opcode === 0x71) words[place >> 2] = old + r[rs2];
                else if (old === r[rd]) words[place >> 2] = r[rs2];
                r[rd] = old;
              }
              break;
            default:
              // Apart, so that the cases above are dense enough for a jump table.
              this.count = end - left - 1;
              this.pc = next;
              this.faultValue = 0;
              fault = this.system(opcode, word);
              value = this.faultValue;
              next = this.pc;
              mode = this.mode;
              timer = end - this.timerDue;
              check = true;
          }
        }
      }
      if (fault === 0) {
        r[0] = 0;
        pc = next;
      } else {
        pc = this.trap(fault, fault === systemCall ? next : pc, value);
        mode = this.mode;
        check = true;
      }
    }
    this.pc = pc >>> 0;
    this.count = end - left;
  }

  /** What goes into the `value` of the trap frame when `system` returns a cause. */
  private faultValue = 0;

  /** The instructions from 0x80 on; `pc` is the next one. Returns a cause, or 0. */
  private system(opcode: number, word: number): number {
    const { registers: r } = this;
    const rd = registerField(word >>> 20);
    const operand = r[registerField(word >>> 16)];
    const imm = word & 0xffff;
    switch (opcode) {
      case 0x80:
        return systemCall;
      case 0x81:
        return breakpoint;
      case 0x82:
        r[rd] = this.count;
        return 0;
      case 0x83:
        r[rd] = this.count / 2 ** 32;
        return 0;
      case 0xc0:
        this.faultValue = operand;
        if (operand & 3) return misaligned;
        this.ttb = operand >>> 0;
        return 0;
      case 0xc1:
        return this.popFrame();
      case 0xc2:
        this.faultValue = word;
        if (imm > 3) return illegal;
        r[rd] = [this.status, this.ttb, this.ksp, this.ptb][imm] ?? 0;
        return 0;
      case 0xc3:
        this.faultValue = word;
        if (imm > 3 || imm === 1) return illegal;
        if (imm === 0) this.status = operand & 3;
        else if (imm === 2) this.ksp = operand >>> 0;
        else this.setPageTable(operand >>> 0);
        return 0;
      case 0xc4:
        r[rd] = imm === timerPort ? this.interval : 0;
        return 0;
      case 0xc5:
        if (imm !== timerPort) return 0;
        this.interval = operand >>> 0;
        this.timerDue = this.interval === 0 ? Infinity : this.count + 1 + this.interval;
        return 0;
      case 0xc6:
        this.status |= 2;
        return 0;
      case 0xc7:
        this.status &= ~2;
        return 0;
      case 0xc8:
      case 0xc9:
        this.stopped = opcode === 0xc9 ? 'halt' : 'wait';
        return 0;
      default:
        throw new Error(`the plain loop has no instruction of the opcode 0x${opcode.toString(16)}`);
    }
  }

  private get mode(): number {
    return (this.status & 1) * entries;
  }

  private setPageTable(ptb: number): void {
    this.ptb = ptb;
    this.forget();
  }

  /** Forgets all translations: to be called where page tables may have changed, since the TLB is not coherent. */
  forget(): void {
    for (const tlb of Object.values(this.tlb)) tlb.tags.fill(-1);
  }

  /** The place in RAM of an access that is not known to be in the TLB, or −1. */
  private miss(address: number, access: Access, mode: number): number {
    const place = this.walk(address, access, mode !== 0);
    if (place >= 0) {
      const entry = mode + ((address >>> 12) & entryMask);
      this.tlb[access].tags[entry] = address & -4096;
      this.tlb[access].offsets[entry] = (place & -4096) - (address & -4096);
    }
    return place;
  }

  private walk(address: number, access: Access, user: boolean): number {
    if ((this.ptb & 1) === 0) return this.inRam(address);
    const first = this.inRam((this.ptb & -4096) + (address >>> 22) * 4);
    if (first < 0 || (wordAt(this.words, first) & 1) === 0) return -1;
    const second = this.inRam((wordAt(this.words, first) & -4096) + ((address >>> 12) & 1023) * 4);
    if (second < 0) return -1;
    const entry = wordAt(this.words, second);
    if ((entry & 1) === 0 || (user && (entry & 4) === 0)) return -1;
    if (access === 'write' && (entry & 2) === 0) return -1;
    if (access === 'fetch' && ((entry & 8) === 0 || (!user && (entry & 4) !== 0))) return -1;
    const place = this.inRam((entry & -4096) | (address & 4095));
    if (place >= 0) this.words[second >> 2] = entry | (access === 'write' ? 0x30 : 0x10);
    return place;
  }

  private inRam(physical: number): number {
    const place = (physical >>> 0) - ramBase;
    return place >= 0 && place < this.bytes.length ? place : -1;
  }

  /** Enters the kernel; returns the handler. */
  private trap(cause: number, pc: number, value: number): number {
    const { registers } = this;
    const frame = ((this.mode !== 0 ? this.ksp : registers[2]) - trapFrameSize) | 0;
    const bad =
      frame & 3 ||
      this.miss(frame, 'write', 0) < 0 ||
      this.miss((frame + trapFrameSize - 4) | 0, 'write', 0) < 0;
    const row = bad || this.ttb === 0 ? -1 : this.miss((this.ttb + cause * 4) | 0, 'read', 0);
    if (row < 0) {
      this.stopped = 'double fault';
      return pc;
    }
    const handler = wordAt(this.words, row);
    const words = [...registers.subarray(1), pc, this.status, cause, value];
    // The frame may lie in a page table: where all of it goes is settled before any of it is written.
    const places = trapFrame.map(({ offset }) => this.miss((frame + offset) | 0, 'write', 0));
    for (const [index, place] of places.entries()) this.words[place >> 2] = words[index] ?? 0;
    registers[2] = frame;
    this.status = 0;
    return handler;
  }

  /** Restores the frame at sp. */
  private popFrame(): number {
    const frame = this.registers[2];
    this.faultValue = frame;
    if (frame & 3) return misaligned;
    const words: number[] = [];
    for (let offset = 0; offset < 17 * 4; offset += 4) {
      const place = this.miss((frame + offset) | 0, 'read', 0);
      this.faultValue = frame + offset;
      if (place < 0) return loadFault;
      words.push(wordAt(this.words, place));
    }
    const [pc = 0, status = 0] = words.splice(15);
    this.registers.set(words, 1);
    this.pc = pc;
    this.status = status & 3;
    return 0;
  }
}
