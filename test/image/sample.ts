/** An executable that has a little of everything that the file format can hold, with debug information and without. */
import type { DebugInfo, Executable } from '../../src/image';

export const sampleDebug: DebugInfo = {
  files: ['hello.c', 'start.toy'],
  lines: [
    { address: 0x1000, file: 1, line: 2, column: 0, statement: true },
    { address: 0x1008, file: 0, line: 4, column: 2, statement: true, prologueEnd: true },
  ],
  functions: [
    {
      name: 'main',
      start: 0x1008,
      end: 0x1010,
      file: 0,
      line: 3,
      type: 3,
      parameters: [
        {
          name: 'argc',
          type: 0,
          file: 0,
          line: 3,
          places: [{ kind: 'register', register: 4, range: { start: 0x1008, end: 0x100c } }],
        },
      ],
      body: {
        start: 0x1008,
        end: 0x1010,
        variables: [{ name: 'i', type: 0, file: 0, line: 4, places: [{ kind: 'frame', offset: -8 }] }],
        blocks: [{ start: 0x1008, end: 0x100c, variables: [], blocks: [] }],
      },
    },
  ],
  globals: [{ name: 'list', type: 1, file: 0, line: 1, places: [{ kind: 'memory', address: 0x3000 }] }],
  types: [
    { kind: 'integer', name: 'int', size: 4, signed: true },
    { kind: 'struct', name: 'node', size: 8, members: [{ name: 'next', type: 2, offset: 0 }] },
    { kind: 'pointer', target: 1 },
    { kind: 'function', returns: 0, parameters: [0], variadic: false },
    { kind: 'typedef', name: 'number', target: 0 },
    { kind: 'array', element: 4, count: 3 },
  ],
  unwind: [
    { start: 0x1000, end: 0x1008, cfa: { register: 2, offset: 0 }, saved: [], outermost: true },
    { start: 0x1008, end: 0x1010, cfa: { register: 2, offset: 8 }, saved: [{ register: 1, offset: -4 }] },
  ],
};

export const stripped: Executable = {
  entry: 0x1000,
  segments: [
    {
      address: 0x1000,
      bytes: new Uint8Array(20).map((_, i) => i + 1),
      memorySize: 20,
      write: false,
      execute: true,
      sections: [
        { name: '.text', address: 0x1000, size: 16, zero: false },
        { name: '.text.cold', address: 0x1010, size: 4, zero: false },
      ],
    },
    {
      address: 0x2000,
      bytes: new TextEncoder().encode('read only'),
      memorySize: 9,
      write: false,
      execute: false,
      sections: [{ name: '.rodata', address: 0x2000, size: 9, zero: false }],
    },
    {
      address: 0x3000,
      bytes: new Uint8Array([1, 2, 3, 4]),
      memorySize: 5000,
      write: true,
      execute: false,
      sections: [
        { name: '.data', address: 0x3000, size: 4, zero: false },
        { name: '.bss', address: 0x3004, size: 4996, zero: true },
      ],
    },
  ],
  symbols: [
    { name: 'answer', address: 42, size: 0, kind: 'none', binding: 'global' },
    { name: 'helper', address: 0x1000, size: 8, kind: 'function', binding: 'local', section: '.text' },
    { name: '_start', address: 0x1000, size: 8, kind: 'none', binding: 'global', section: '.text' },
    { name: 'main', address: 0x1008, size: 8, kind: 'function', binding: 'global', section: '.text' },
    { name: 'list', address: 0x3000, size: 4, kind: 'object', binding: 'weak', section: '.data' },
    { name: 'room', address: 0x3004, size: 4096, kind: 'object', binding: 'local', section: '.bss' },
    { name: '_end', address: 0x4388, size: 0, kind: 'none', binding: 'global' },
  ],
};

export const sample: Executable = { ...stripped, debug: sampleDebug };
