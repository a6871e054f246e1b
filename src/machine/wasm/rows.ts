/** What is common to both tiers in the code for one instruction: faults, memory, and the register that it sets. */
import type { AccessDoes, Does, MemoryUse, RegisterPlace } from '../../isa';
import { pageMask, pageShift } from '../constants';
import { tlbFold, tlbLayout, tlbSize } from '../layout';
import { type Sources, loadOpcode, push, storeOpcode } from './expressions';
import { type Code, none, op } from './format';

/** Where the code for an instruction goes, and what surrounds it. */
export interface Target extends Sources {
  readonly code: Code;
  /** Locals that are free. */
  readonly locals: {
    readonly address: number;
    readonly entry: number;
    readonly place: number;
    readonly old: number;
  };
  /** Pushes the start of the current TLB. */
  pushTlb(): void;
  /** Leaves before the instruction if what is on the stack is not 0. */
  leaveIf(): void;
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
function translate(target: Target, { access, address, size }: MemoryUse): void {
  const { code, locals } = target;
  const [tags, offsets] =
    access === 'read'
      ? [tlbLayout.readTags, tlbLayout.readOffsets]
      : [tlbLayout.writeTags, tlbLayout.writeOffsets];
  push(code, address, target);
  code.set(locals.address);
  pushEntry(code, locals.address, target.pushTlb);
  code.tee(locals.entry).memory(op.load, tags);
  code
    .get(locals.address)
    .const(pageMask | (size - 1))
    .op(op.and, op.ne);
  target.leaveIf();
  code.get(locals.address).get(locals.entry).memory(op.load, offsets).byte(op.add).set(locals.place);
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
