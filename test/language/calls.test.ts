import assert from 'node:assert/strict';
import {
  AssemblyDocument,
  type Call,
  type Caller,
  type Services,
  assemblyServices,
} from '../../src/language';
import { SourceFile } from '../../src/source';
import { unitsOf } from './c/support';

const main = `.global main
main:
    push ra
    call greet
    call twice
    call greet
    li t0, SYS_exit
    trap
greet:
    la a0, text
    j puts
.data
text: .asciz "hello"
`;
const other = '.global other\nother:\n    push ra\n    call main\n    pop ra\n    ret\n';
const c = 'int main(void);\nint twice(int n) { return n * 2; }\nint again(void) { return main(); }\n';

const units = unitsOf({ 'work/main.toy': main, 'work/other.toy': other, 'work/twice.c': c });
const workspace = { files: units.files, includePaths: [] };
const services: Services = assemblyServices(
  new AssemblyDocument(new SourceFile('work/main.toy', main), workspace),
  workspace,
  units,
);
const at = (word: string) => services.callersAt!(main.indexOf(word))[0]!;
const called = ({ name, selection }: Caller) => ({
  name,
  path: selection.file.path,
  offset: selection.start,
});
const shown = (calls: readonly Call[]) =>
  calls.map(({ other, places }) => `${other.name} in ${other.detail}, ${places.length}`).sort();

describe('the hierarchy of calls in assembly', () => {
  it('goes down: to labels, to C, and through the trap', () => {
    const { name, span } = at('main:');
    assert.deepEqual([name, span.file.text.slice(span.start, span.end).split('\n').length], ['main', 7]);
    const calls = services.outgoing!(called(at('main:')));
    assert.deepEqual(shown(calls), [
      'greet in main.toy, 2',
      'sys_exit in sysproc.c, 1',
      'twice in twice.c, 1',
    ]);
    const handler = calls.find(each => each.other.name === 'sys_exit')!;
    assert.ok(services.outgoing!(called(handler.other)).length > 0);
  });

  it('goes up: to labels, other files and C', () => {
    assert.deepEqual(shown(services.incoming!(called(at('greet\n')))), ['main in main.toy, 2']);
    assert.deepEqual(shown(services.incoming!(called(at('main:')))), [
      'again in twice.c, 1',
      'other in other.toy, 1',
    ]);
  });

  it('knows no function where none is named', () => {
    assert.deepEqual(services.callersAt!(main.indexOf('push')), []);
    assert.deepEqual(services.callersAt!(main.indexOf('text')), []);
  });
});
