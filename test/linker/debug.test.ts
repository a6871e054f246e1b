/** The debug information of many objects becomes one: addresses, files and types still mean what they meant. */
import assert from 'node:assert/strict';
import { type DebugInfo, type SectionOffset, type TypeRow, readElf, writeElf } from '../../src/image';
import { link } from '../../src/linker';
import { shareTypes } from '../../src/linker/types';
import { randomNumbers } from '../image/random';
import { object, offset } from './objects';

const int: TypeRow = { kind: 'integer', name: 'int', size: 4, signed: true };

/** A list node, as every file that includes its header has it; `first` is the index of the struct. */
const node = (first: number, integer: number): TypeRow[] => [
  {
    kind: 'struct',
    name: 'node',
    size: 8,
    members: [
      { name: 'value', type: integer, offset: 0 },
      { name: 'next', type: first + 1, offset: 4 },
    ],
  },
  { kind: 'pointer', target: first },
];

/** What the compiler says of a function of 8 bytes at the start of a section and of a global at that of .data. */
function debugOf(
  file: string,
  name: string,
  types: readonly TypeRow[],
  type: number,
): DebugInfo<SectionOffset> {
  const at = (bytes: number) => offset(`.text+${bytes}`);
  const whole = { start: at(0), end: at(8) };
  const variable = { name: `${name}_variable`, type, file: 1, line: 3 };
  return {
    files: ['list.h', file],
    types,
    lines: [
      { address: at(0), file: 1, line: 1, column: 0, statement: true },
      { address: at(4), file: 0, line: 7, column: 2, statement: true, prologueEnd: true },
    ],
    functions: [
      {
        ...whole,
        name,
        file: 1,
        line: 1,
        type: types.length - 1,
        parameters: [
          { ...variable, places: [{ kind: 'register', register: 4, range: { start: at(4), end: at(8) } }] },
        ],
        body: {
          ...whole,
          variables: [],
          blocks: [{ ...whole, variables: [{ ...variable, places: [] }], blocks: [] }],
        },
      },
    ],
    globals: [{ ...variable, places: [{ kind: 'memory', address: offset('.data') }] }],
    unwind: [{ ...whole, cfa: { register: 2, offset: 0 }, saved: [{ register: 1, offset: -4 }] }],
  };
}

const functionType = (returns: number): TypeRow => ({
  kind: 'function',
  returns,
  parameters: [],
  variadic: false,
});

const code = (
  name: string,
  debug: DebugInfo<SectionOffset>,
  more: Readonly<Record<string, undefined>> = {},
) =>
  object(`${name}.c`, {
    sections: { '.text': Array<number>(8).fill(0), '.data': [0, 0, 0, 0] },
    symbols: { [name]: '.text', ...more },
    debug,
  });

describe('linking debug information', () => {
  const objects = [
    code('_start', debugOf('start.c', '_start', [int, ...node(1, 0), functionType(0)], 2)),
    code('two', debugOf('two.c', 'two', [...node(0, 2), int, functionType(1)], 0)),
  ];
  const unused = code('unused', debugOf('unused.c', 'unused', [int, functionType(0)], 0));
  const { executable } = link(objects, { base: 0x1000, library: [unused] });
  const debug = executable!.debug!;

  it('has each file once, and none of a member that is not taken', () =>
    assert.deepEqual(debug.files, ['list.h', 'start.c', 'two.c']));

  it('has lines in order of address', () =>
    assert.deepEqual(
      debug.lines.map(row => [row.address, debug.files[row.file], row.line, row.prologueEnd ?? false]),
      [
        [0x1000, 'start.c', 1, false],
        [0x1004, 'list.h', 7, true],
        [0x1008, 'two.c', 1, false],
        [0x100c, 'list.h', 7, true],
      ],
    ));

  it('shares the types that are the same, circles included', () => {
    assert.deepEqual(debug.types.map(type => type.kind).sort(), [
      'function',
      'function',
      'integer',
      'pointer',
      'struct',
    ]);
  });

  it('keeps what functions, variables and globals are and where', () => {
    assert.deepEqual(
      debug.functions.map(row => [row.name, row.start, row.end, debug.files[row.file]]),
      [
        ['_start', 0x1000, 0x1008, 'start.c'],
        ['two', 0x1008, 0x1010, 'two.c'],
      ],
    );
    const kind = (type: number) => debug.types[type]!.kind;
    for (const row of debug.functions) {
      const expected = row.name === 'two' ? 'struct' : 'pointer';
      const [parameter] = row.parameters;
      assert.equal(kind(row.type), 'function');
      assert.equal(kind(parameter!.type), expected);
      assert.deepEqual(parameter!.places[0]!.range, { start: row.start + 4, end: row.end });
      assert.equal(row.body.blocks[0]!.start, row.start);
      assert.equal(kind(row.body.blocks[0]!.variables[0]!.type), expected);
    }
    assert.deepEqual(
      debug.globals.map(row => [row.name, kind(row.type), row.places]),
      [
        ['_start_variable', 'pointer', [{ kind: 'memory', address: 0x2000 }]],
        ['two_variable', 'struct', [{ kind: 'memory', address: 0x2004 }]],
      ],
    );
    assert.deepEqual(
      debug.unwind.map(({ start, end }) => [start, end]),
      [
        [0x1000, 0x1008],
        [0x1008, 0x1010],
      ],
    );
  });

  it('passes the check of a file', () => assert.deepEqual(readElf(writeElf(executable!)), { executable }));
});

describe('sharing types', () => {
  /** A type written out to a depth. */
  function written(types: readonly TypeRow[], index: number, depth: number): string {
    const type = types[index]!;
    if (depth === 0) return '…';
    const inner = (other: number) => written(types, other, depth - 1);
    switch (type.kind) {
      case 'pointer':
        return `${inner(type.target)}*`;
      case 'array':
        return `${inner(type.element)}[${type.count}]`;
      case 'struct':
        return `${type.name}{${type.members.map(member => `${member.name}:${inner(member.type)}`).join()}}`;
      case 'function':
        return `${inner(type.returns)}(${type.parameters.map(inner).join()})`;
      default:
        return JSON.stringify(type);
    }
  }

  function randomTypes(random: (below: number) => number): TypeRow[] {
    const count = 1 + random(12);
    const any = () => random(count);
    const makers: readonly (() => TypeRow)[] = [
      () => int,
      () => ({ kind: 'void' }),
      () => ({ kind: 'pointer', target: any() }),
      () => ({ kind: 'array', element: any(), count: random(2) }),
      () => ({ kind: 'struct', name: 's', size: 4, members: [{ name: 'm', type: any(), offset: 0 }] }),
      () => ({ kind: 'function', returns: any(), parameters: [any()], variadic: false }),
    ];
    return Array.from({ length: count }, () => makers[random(makers.length)]!());
  }

  it('changes no type, and leaves no two that are the same (random types)', () => {
    const random = randomNumbers(31);
    for (let round = 0; round < 300; round++) {
      const lists = Array.from({ length: 1 + random(4) }, () => randomTypes(random));
      const { types, index } = shareTypes(lists);
      lists.forEach((list, i) =>
        list.forEach((_, j) => assert.equal(written(types, index[i]![j]!, 5), written(list, j, 5))),
      );
      const looks = types.map((_, i) => fingerprint(types, i));
      assert.equal(new Set(looks).size, types.length);
    }
  });

  /** What a type looks like from all sides: every way through it, visited once. */
  function fingerprint(types: readonly TypeRow[], start: number): string {
    const seen = new Map<number, number>();
    const visit = (index: number): string => {
      if (seen.has(index)) return `#${seen.get(index)}`;
      seen.set(index, seen.size);
      return written(types, index, 1) + references(types[index]!).map(visit).join('|');
    };
    return visit(start);
  }

  function references(type: TypeRow): readonly number[] {
    if (type.kind === 'pointer') return [type.target];
    if (type.kind === 'array') return [type.element];
    if (type.kind === 'struct') return type.members.map(member => member.type);
    return type.kind === 'function' ? [type.returns, ...type.parameters] : [];
  }

  it('keeps types apart that differ only behind a pointer', () => {
    const list = (name: string): TypeRow[] => [
      { kind: 'pointer', target: 1 },
      { kind: 'pointer', target: 2 },
      { ...int, name },
    ];
    assert.equal(shareTypes([list('int'), list('long'), list('int')]).types.length, 6);
  });
});
