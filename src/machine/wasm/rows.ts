/** What is common to both tiers in the code for one instruction: faults, memory, and the register that it sets. */
import type { AccessDoes, Does, MemoryUse, RegisterPlace } from '../../isa';
import { pageMask, pageShift } from '../constants';
import { tlbFold, tlbLayout, tlbSize } from '../layout';
import { type Sources, loadOpcode, push, storeOpcode } from './expressions';
import { Code, none, op } from './format';

/** Locals of a function that rows are written into: the start of the current TLB, and some that are free. */
export interface Locals {
  readonly tlb: number;
  readonly address: number;
  readonly entry: number;
  readonly place: number;
  readonly old: number;
}

/** Where the code for an instruction goes, and what surrounds it. */
export interface Target extends Sources {
  readonly code: Code;
  readonly locals: Locals;
  readonly lookups: Lookups;
  /** Leaves before the instruction if what is on the stack is not 0. */
  leaveIf(): void;
  /** The same if the TLB lacks the address in its local; what is on the stack says so. */
  leaveIfMissed(memory: MemoryUse): void;
  setRegister(place: RegisterPlace, value: () => void): void;
}

/** All but where control goes; a computed target is in the local `address` then. */
export function writeRow(target: Target, does: Does): void {
  if (does.memory) return writeAccess(target, does);
  const { code, locals } = target;
  const { fault, set, jump } = does;
  if (fault) {
    push(code, fault.when, target);
    target.leaveIf();
  }
  if (jump && jump.to !== 'label') {
    push(code, jump.to, target);
    code.tee(locals.address).const(3).byte(op.and);
    target.leaveIf();
  }
  if (set) target.setRegister(set.register, () => push(code, set.value, target));
}

function writeAccess(target: Target, { memory, set, store }: AccessDoes): void {
  const { code, locals } = target;
  translate(target, memory);
  const pushPlace = () => code.get(locals.place);
  const sources: Sources = {
    known: source => (source === 'old' ? undefined : target.known(source)),
    push: source => (source === 'old' ? void code.get(locals.old) : target.push(source)),
  };
  if (memory.access !== 'write') pushPlace().memory(loadOpcode(memory), 0).set(locals.old);
  if (store) {
    if (store.when !== undefined) {
      push(code, store.when, sources);
      code.op(op.if, none);
    }
    pushPlace();
    push(code, store.value, sources);
    code.memory(storeOpcode(memory), 0);
    if (store.when !== undefined) code.byte(op.end);
  }
  if (set) target.setRegister(set.register, () => push(code, set.value, sources));
}

/** Puts the place of an access into its local; leaves where the TLB does not have it. */
function translate(target: Target, memory: MemoryUse): void {
  const { code, locals, lookups } = target;
  push(code, memory.address, target);
  code.set(locals.address);
  const { misses, place } = lookups.of(memory);
  code.append(misses);
  target.leaveIfMissed(memory);
  code.append(place);
}

interface Lookup {
  /** Pushes whether the TLB lacks the address in its local. */
  readonly misses: Code;
  /** Puts the place of that address into its local. */
  readonly place: Code;
}

/** The code of TLB lookups: written once, since it is the same for every instruction of a size and a kind. */
export class Lookups {
  private readonly written = new Map<number, Lookup>();

  constructor(private readonly locals: Locals) {}

  of({ access, size }: MemoryUse): Lookup {
    const key = access === 'read' ? size : -size;
    let lookup = this.written.get(key);
    if (!lookup) this.written.set(key, (lookup = this.write(access === 'read', size)));
    return lookup;
  }

  private write(reads: boolean, size: number): Lookup {
    const { tlb, address, entry, place } = this.locals;
    const tags = reads ? tlbLayout.readTags : tlbLayout.writeTags;
    const offsets = reads ? tlbLayout.readOffsets : tlbLayout.writeOffsets;
    const misses = new Code();
    pushEntry(misses, address, () => misses.get(tlb));
    misses.tee(entry).memory(op.load, tags).get(address);
    misses.const(pageMask | (size - 1)).op(op.and, op.ne);
    const found = new Code().get(address).get(entry).memory(op.load, offsets).byte(op.add).set(place);
    return { misses, place: found };
  }
}

/** Pushes where the entry of the address in a local stands in a TLB. */
export function pushEntry(code: Code, address: number, pushTlb: () => void): void {
  code
    .get(address)
    .const(pageShift - 2)
    .byte(op.shrU);
  code
    .get(address)
    .const(tlbFold - 2)
    .op(op.shrU, op.xor);
  code.const((tlbSize - 1) * 4).byte(op.and);
  pushTlb();
  code.byte(op.add);
}
