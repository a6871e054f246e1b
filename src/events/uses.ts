/** What numbers of the kernel's data stand for, by the names that its sources and headers have for them. */
import { type CType, type Use, used } from '../image';
import { trapFrame } from '../isa';
import type { KernelView } from './kernel-view';
import { threadLabel } from '../protocol';

type UseRows = Readonly<Record<string, Use>>;

const words = (...names: string[]): UseRows => Object.fromEntries(names.map(name => [name, 'word'] as const));

/** By tag and member. */
const members: Readonly<Record<string, UseRows>> = {
  trapframe: Object.fromEntries(trapFrame.map(({ name, use }) => [name, use])),
  context: words('ra', 'sp', 'fp', 's0', 's1', 's2'),
  proc: { pagedir: 'page-directory', pending: 'signals', status: 'wait-status' },
  thread: {
    kstack: 'address',
    start: 'address',
    stack_limit: 'address',
    futex: 'address',
    pending: 'signals',
    blocked: 'signals',
    blocked_before: 'signals',
  },
  sigaction: { sa_handler: 'address', sa_mask: 'signals', sa_restorer: 'address' },
  segment: { permissions: 'permissions' },
  inode: { number: 'inode' },
  buffer: { block: 'disk-block' },
  vsfs_superblock: Object.fromEntries(
    ['inode_bitmap', 'data_bitmap', 'inode_table', 'journal', 'data'].map(
      name => [name, 'disk-block'] as const,
    ),
  ),
  vsfs_journal: { blocks: 'disk-block' },
  vsfs_inode: { direct: 'file-block', indirect: 'file-block', double_indirect: 'file-block' },
  vsfs_dirent: { inode: 'inode' },
  elf_header: { entry: 'address' },
  elf_program_header: { address: 'address', physical_address: 'address' },
};

/** Of variables and parameters of the kernel, by name. */
const variables: UseRows = {
  trap_table: 'address',
  kstack: 'address',
  address: 'address',
  pagedir: 'page-directory',
  kernel_pagedir: 'page-directory',
  permission: 'permissions',
  permissions: 'permissions',
  block: 'disk-block',
};

/** Of variables of one function of the kernel. */
const localVariables: Readonly<Record<string, UseRows>> = {
  syscall: { number: 'system-call' },
  open_inode: { flags: 'open-flags' },
  open_file: { flags: 'open-flags' },
  proc_exit: { status: 'wait-status' },
  buffer_for: { number: 'disk-block' },
  ...Object.fromEntries(
    ['find_inode', 'inode_claim', 'inode_get', 'inode_create', 'inode_block', 'inode_number_free'].map(
      name => [name, { number: 'inode' }] as const,
    ),
  ),
};

/** By the name of the type, in any program. */
const typedefs: UseRows = {
  uintptr_t: 'address',
  intptr_t: 'address',
  user_address: 'address',
  sigset_t: 'signals',
  pte_t: 'page-table-entry',
  mode_t: 'file-mode',
};

/** Names come from programs: `constructor` is no row. */
const row = <T>(rows: Readonly<Record<string, T>> | undefined, name: string | undefined): T | undefined =>
  rows && name !== undefined && Object.hasOwn(rows, name) ? rows[name] : undefined;

/** What a member of one of the kernel's structs stands for. */
export const useOfMember = (tag: string | undefined, member: string): Use | undefined =>
  row(row(members, tag), member);

/** The type of one of the kernel's variables, with what it stands for; `routine` is the function that it is in. */
export const usedVariable = (type: CType, name: string, routine?: string): CType =>
  used(type, row(row(localVariables, routine), name) ?? row(variables, name));

/** What numbers of a type stand for. */
export const useOf = ({ use, alias }: CType): Use | undefined =>
  use ?? (alias && (row(typedefs, alias.name) ?? useOf(alias.type)));

/** `2 hello`: the process or thread whose struct is at an address, while it is in use. */
export function processAt(view: KernelView, address: number): string | undefined {
  const { state, pid, name } = view.at(address) ?? { state: 'unused', pid: 0, name: '' };
  return state === 'unused' ? undefined : `${threadLabel(pid)} ${name}`;
}
