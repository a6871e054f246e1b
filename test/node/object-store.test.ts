/** The store of object files on the computer: what it gives back is what was put there, by the same tools. */
import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { objectStore } from '../../src/node/object-store';

describe('the store of object files', () => {
  let folder: string;
  let bundle: string;
  const before = { ...process.env };
  const objects = () => join(folder, 'cache', 'objects');
  const bytes = Uint8Array.of(1, 2, 3);

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'store-'));
    bundle = join(folder, 'tools.js');
    writeFileSync(bundle, 'x');
    process.env.NODE_COMPILE_CACHE = join(folder, 'cache');
    delete process.env.NODE_DISABLE_COMPILE_CACHE;
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
    for (const name of ['NODE_COMPILE_CACHE', 'NODE_DISABLE_COMPILE_CACHE']) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  });

  it('gives back what was put there, to another run too', () => {
    assert.equal(objectStore(bundle)!.get('a'), undefined);
    objectStore(bundle)!.put('a', bytes);
    objectStore(bundle)!.put('a', bytes);
    assert.deepEqual([...objectStore(bundle)!.get('a')!], [...bytes]);
    assert.equal(objectStore(bundle)!.get('b'), undefined);
    assert.equal(readdirSync(objects()).length, 1);
  });

  it('gives nothing to other tools, nor what is damaged', () => {
    objectStore(bundle)!.put('a', bytes);
    const file = join(objects(), readdirSync(objects())[0]!);
    const whole = readFileSync(file);
    for (const damaged of [
      whole.subarray(0, -1),
      whole.subarray(0, 10),
      Buffer.from([...whole.subarray(0, -1), 4]),
    ]) {
      writeFileSync(file, damaged);
      assert.equal(objectStore(bundle)!.get('a'), undefined);
    }
    writeFileSync(file, whole);
    assert.ok(objectStore(bundle)!.get('a'));
    utimesSync(bundle, 1, 1);
    assert.equal(objectStore(bundle)!.get('a'), undefined);
  });

  it('does without where nothing can be kept, or is to be', () => {
    writeFileSync(join(folder, 'cache'), 'a file in the place of the folder');
    objectStore(bundle)!.put('a', bytes);
    assert.equal(objectStore(bundle)!.get('a'), undefined);
    assert.equal(objectStore(join(__dirname, 'object-store.test.ts')), undefined);
    process.env.NODE_DISABLE_COMPILE_CACHE = '1';
    assert.equal(objectStore(bundle), undefined);
  });

  it('forgets the oldest when there are many', () => {
    const store = objectStore(bundle)!;
    for (let index = 0; index < 400; index++) store.put(`old ${index}`, bytes);
    for (const name of readdirSync(objects())) utimesSync(join(objects(), name), 1000, 1000);
    store.put('new', bytes);
    assert.equal(readdirSync(objects()).length, 200);
    assert.ok(store.get('new'));
  });
});
