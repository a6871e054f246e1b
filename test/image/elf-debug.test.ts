/** Damaged debug information is found when a file is read, not when somebody steps on it. */
import assert from 'node:assert/strict';
import { type Block, type DebugInfo, readElf, writeElf } from '../../src/image';
import { sample, sampleDebug } from './sample';

/** The problem with the sample's debug information once `change` has been at it. */
function problemAfter(change: (debug: Record<string, never>) => void): string | undefined {
  const debug = structuredClone(sampleDebug);
  change(debug as unknown as Record<string, never>);
  return readElf(writeElf({ ...sample, debug })).problem;
}

function nested(depth: number): Block {
  let block: Block = { start: 0x1008, end: 0x100c, variables: [], blocks: [] };
  for (let i = 1; i < depth; i++) block = { ...block, blocks: [block] };
  return block;
}

describe('debug information from a file', () => {
  /** A path into the debug information, the damage, and what is said about it. */
  const cases: readonly (readonly [string, unknown, string])[] = [
    ['files', undefined, 'files is not a list'],
    ['files.1', 7, 'files[1] is not text'],
    ['lines', {}, 'lines is not a list'],
    ['lines.0', null, 'lines[0] is not an object'],
    ['lines.1.file', 2, 'lines[1].file is not a whole number from 0 to 1'],
    ['lines.1.line', 1.5, 'lines[1].line is not a whole number from 0 to 4294967295'],
    ['lines.1.address', 0xfff, 'lines[1] is not in order of address'],
    ['lines.0.statement', 'yes', 'lines[0].statement is not true or false'],
    ['functions.0.end', 4, 'functions[0] ends before it starts'],
    ['functions.0.type', 6, 'functions[0].type is not a whole number from 0 to 5'],
    ['functions.0.body', [], 'functions[0].body.start is not a whole number from 0 to 4294967295'],
    ['functions.0.body.blocks.0.blocks', 3, 'functions[0].body.blocks[0].blocks is not a list'],
    [
      'functions.0.parameters.0.places.0.register',
      16,
      'functions[0].parameters[0].places[0].register is not a whole number from 0 to 15',
    ],
    [
      'globals.0.places.0.kind',
      'tape',
      'globals[0].places[0].kind is not one of register, frame, memory, constant',
    ],
    [
      'globals.0.places.0.address',
      -1,
      'globals[0].places[0].address is not a whole number from 0 to 4294967295',
    ],
    ['types.2.target', -1, 'types[2].target is not a whole number from 0 to 5'],
    ['types.0.size', 3, 'types[0].size is not one of 1, 2, 4, 8'],
    [
      'types.0.kind',
      'constructor',
      'types[0].kind is not one of void, integer, boolean, float, pointer, array, struct, union, enum, function, typedef',
    ],
    ['types.4.target', 4, 'types[4] holds itself'],
    ['types.1.members.0.type', 1, 'types[1] holds itself'],
    ['types.4.target', 5, 'types[4] holds itself'],
    ['types.2.target', 2, 'types[2] is made of itself'],
    ['types.3.returns', 3, 'types[3] is made of itself'],
    [
      'unwind.1.saved.0.offset',
      'x',
      'unwind[1].saved[0].offset is not a whole number from -2147483648 to 2147483647',
    ],
    ['unwind.0.outermost', 1, 'unwind[0].outermost is not true or false'],
    ['functions.0.body', nested(1001), 'functions[0].body.blocks[…] is nested too deep'],
  ];
  for (const [path, value, expected] of cases)
    it(`${path}: ${expected.slice(0, 80)}`, () => {
      const problem = problemAfter(debug => {
        const steps = path.split('.');
        const last = steps.pop()!;
        const owner = steps.reduce<Record<string, unknown>>(
          (at, step) => at[step] as Record<string, unknown>,
          debug,
        );
        owner[last] = value;
      });
      assert.equal(problem, `damaged debug information: ${expected}`);
    });

  it('takes blocks that are nested deep', () =>
    assert.equal(
      problemAfter(debug => Object.assign(debug['functions']![0], { body: nested(1000) })),
      undefined,
    ));

  for (const [name, text, expected] of [
    ['no JSON', '{"files": [', 'it is not JSON'],
    ['no object', 'null', 'it is not an object'],
    ['deep JSON', '['.repeat(100_000), 'it is not JSON'],
  ] as const)
    it(`takes ${name} for damage`, () => {
      const debug: DebugInfo = { ...sampleDebug, files: ['x'.repeat(120_000)] };
      const bytes = writeElf({ ...sample, debug });
      const start = Buffer.from(bytes).indexOf('{"files":["xxx');
      bytes.set(new TextEncoder().encode(text.padEnd(JSON.stringify(debug).length)), start);
      assert.equal(readElf(bytes).problem, `damaged debug information: ${expected}`);
    });
});
