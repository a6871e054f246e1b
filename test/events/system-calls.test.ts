import assert from 'node:assert/strict';
import { decodeCall, resultText } from '../../src/events/system-calls';

/** User memory: texts at their addresses, and words. */
const memory = new Uint8Array(0x400);
const put = (address: number, text: string) => memory.set(new TextEncoder().encode(`${text}\0`), address);
put(0x100, '/bin/cat');
put(0x120, 'a long text that goes on and on and on');
put(0x280, 'x'.repeat(31));
put(0x2c0, 'y'.repeat(32));
put(0x300, 'z'.repeat(33));
put(0x180, 'line\n"quoted"');
new DataView(memory.buffer).setUint32(0x200, 0x100, true);
new DataView(memory.buffer).setUint32(0x204, 0x180, true);

const read = (address: number, length: number) =>
  memory.subarray(address, Math.min(address + length, memory.length));

describe('a system call in words', () => {
  const cases: [number: number, words: number[], shown: string][] = [
    [1, [], 'fork()'],
    [2, [-1], 'exit(-1)'],
    [3, [0x80], 'wait(0x80)'],
    [4, [-1, 0, 0], 'waitpid(-1, 0x0, 0)'],
    [5, [0x100, 0x200], 'exec("/bin/cat", {"/bin/cat", "line\\n\\"quoted\\""})'],
    [9, [-1], 'sleep(4294967295)'],
    [12, [0x120, 1, 0o12], 'open("a long text that goes on and on "…, O_WRONLY)'],
    [12, [0x3f0, 0, 0], 'open("", O_RDONLY)'],
    [12, [0x280, 0, 0], `open("${'x'.repeat(31)}", O_RDONLY)`],
    [12, [0x2c0, 0, 0], `open("${'y'.repeat(32)}", O_RDONLY)`],
    [12, [0x300, 0, 0], `open("${'z'.repeat(32)}"…, O_RDONLY)`],
    [15, [1, 0x300, 31], `write(1, "${'z'.repeat(31)}", 31)`],
    [15, [1, 0x300, 32], `write(1, "${'z'.repeat(32)}", 32)`],
    [15, [1, 0x300, 33], `write(1, "${'z'.repeat(32)}"…, 33)`],
    [14, [0, 0x180, 4], 'read(0, 0x180, 4)'],
    [15, [1, 0x180, 5], 'write(1, "line\\n", 5)'],
    [15, [1, 0x180, 0], 'write(1, "", 0)'],
    [15, [1, 0xffff0000 | 0, 5], 'write(1, 0xffff0000, 5)'],
    [12, [0x120, 0o1101, 0o644], 'open("a long text that goes on and on "…, O_WRONLY|O_CREAT|O_TRUNC, 0644)'],
    [12, [0x5000, 0, 0], 'open(0x5000, O_RDONLY)'],
    [999, [1, 2], 'unknown system call 999'],
    [-1, [], 'unknown system call -1'],
  ];
  for (const [number, words, shown] of cases)
    it(shown, () => {
      const call = decodeCall(number, [...words, 0, 0, 0, 0, 0, 0], read);
      assert.equal(call.shown, shown);
      assert.ok(shown.startsWith(call.call) || shown.startsWith('unknown'));
    });
});

describe('the result of a system call in words', () => {
  const cases: [call: string, result: number, shown: string | undefined][] = [
    ['write', 13, '13'],
    ['open', -2, '-2'],
    ['sbrk', 0x6000, '0x00006000'],
    ['sbrk', -12, '-12'],
    ['sbrk', 0x80001000 | 0, '0x80001000'],
    ['exit', 3, undefined],
    ['unknown 999', -38, '-38'],
  ];
  for (const [call, result, shown] of cases)
    it(`${call} = ${shown}`, () => assert.equal(resultText(call, result), shown));
});
