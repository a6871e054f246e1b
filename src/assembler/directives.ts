/** What each directive does, but for those that choose what is read, which are in `expand.ts`. */
import { roles } from '../isa';
import { type SectionFlags, standardSections } from '../image';
import { constantDirectives } from './data';
import { registerNamed } from './forms';
import { type Handler, nameOperand, taking, textOperand } from './operands';
import type { Pass } from './pass';
import type { Expression, Operation } from './syntax';
import { says } from './rules';

/** A register by name or number; undefined after an error. */
function registerOperand(pass: Pass, node: Expression): number | undefined {
  const number = node.kind === 'number' ? node.value : registerNamed(node);
  if (number !== undefined && number < 16) return number;
  pass.say(node, says('asm-register-expected'));
  return undefined;
}

const enter =
  (name: string): Handler =>
  pass =>
    pass.sections.enter(name);

const section = taking(1, (pass, [nameNode, flagsNode]) => {
  const name = nameOperand(pass, nameNode)?.name;
  if (name === undefined) return;
  const flags = flagsNode && sectionFlags(pass, flagsNode);
  const known = pass.sections.get(name);
  if (known && flags && !sameFlags(known.flags, flags))
    pass.say(flagsNode, says('asm-section-flags-differ', { name, flags: flagText(known.flags) }));
  pass.sections.enter(name, flags);
});

function sectionFlags(pass: Pass, node: Expression): SectionFlags | undefined {
  const text = textOperand(pass, node);
  if (text === undefined) return undefined;
  if (/[^awxz]/.test(text)) pass.say(node, says('asm-section-flags'));
  return { write: text.includes('w'), execute: text.includes('x'), zero: text.includes('z') };
}

function flagText({ write, execute, zero }: SectionFlags): string {
  return `${write ? 'w' : ''}${execute ? 'x' : ''}${zero ? 'z' : ''}`;
}

function sameFlags(a: SectionFlags, b: SectionFlags): boolean {
  return flagText(a) === flagText(b);
}

function bind(binding: 'global' | 'weak' | 'local'): Handler {
  return (pass, { operands }) => {
    for (const node of operands) {
      const name = nameOperand(pass, node);
      if (name) pass.symbols.named(name).binding = binding;
    }
  };
}

const constant = (how: 'once' | 'again') =>
  taking(2, (pass, [nameNode, value]) => {
    const name = nameOperand(pass, nameNode);
    if (name) pass.constant(name, value, how);
  });

const assertion = taking(1, (pass, [condition, textNode], statement) => {
  const value = pass.evaluator.known(condition, 'the condition');
  const text = textNode ? textOperand(pass, textNode) : 'this does not hold';
  if (value === 0 && text !== undefined) pass.say(statement, says('asm-assertion', { text }));
});

const type = taking(2, (pass, [nameNode, kindNode]) => {
  const name = nameOperand(pass, nameNode);
  const kind = kindNode.kind === 'name' ? kindNode.name : undefined;
  if (kind !== 'function' && kind !== 'object') pass.say(kindNode, says('asm-symbol-type'));
  else if (name) pass.symbols.named(name).kind = kind;
});

const size = taking(2, (pass, [nameNode, node]) => {
  const name = nameOperand(pass, nameNode);
  const size = pass.evaluator.value(node);
  if (!name || !size) return;
  const value = typeof size === 'function' ? size : () => pass.evaluator.resolve(size);
  pass.symbols.named(name).size = { value, node, frame: pass.frame };
});

const file = taking(2, (pass, [numberNode, pathNode]) => {
  const number = pass.evaluator.known(numberNode, 'the number of a file');
  const path = textOperand(pass, pathNode);
  if (number !== undefined && path !== undefined) pass.lines.declare(number, path);
});

const noOptions = { statement: true, prologueEnd: false };

/** What stands after the column; undefined if it is not understood. */
function locOptions(nodes: readonly Expression[]): typeof noOptions | undefined {
  const word = (node: Expression) =>
    node.kind === 'name' ? node.name : node.kind === 'number' ? node.value : '';
  const match = /^(prologue_end ?)?(is_stmt ([01]))?$/.exec(nodes.map(word).join(' '));
  return match ? { statement: match[3] !== '0', prologueEnd: match[1] !== undefined } : undefined;
}

const loc = taking(3, (pass, [fileNode, lineNode, columnNode, ...rest], statement) => {
  const number = pass.evaluator.known(fileNode, 'the number of a file');
  const line = pass.evaluator.known(lineNode, 'a line');
  const column = pass.evaluator.known(columnNode, 'a column');
  const options = rest.length === 0 ? noOptions : locOptions(rest);
  if (!options) pass.say(statement, says('asm-loc-options'));
  if (number === undefined || line === undefined || column === undefined || !options) return;
  const index = pass.lines.fileNumbered(number);
  if (index === undefined) return pass.say(fileNode, says('asm-file-number', { number }));
  pass.lines.next({
    file: index,
    line: Math.max(0, line - 1),
    column: Math.max(0, column - 1),
    ...options,
  });
});

/** A directive that only means something between `.cfi_startproc` and `.cfi_endproc`. */
function unwinding(run: Handler): Handler {
  return (pass, statement) => {
    if (!pass.unwind.section)
      pass.say(
        statement,
        says('asm-outside-function', { name: statement.name.name }),
        'write .cfi_startproc before it',
      );
    else if (pass.unwind.section !== pass.sections.current)
      pass.say(statement, says('asm-other-section', { name: statement.name.name }));
    else run(pass, statement);
  };
}

function startFunction(pass: Pass, statement: Operation): void {
  if (pass.unwind.section) pass.say(statement, says('asm-function-not-ended'));
  else pass.unwind.open(pass.sections.current, statement, pass.frame);
}

const register = (run: (pass: Pass, register: number) => void) =>
  unwinding(
    taking(1, (pass, [node]) => {
      const number = registerOperand(pass, node);
      if (number !== undefined) run(pass, number);
    }),
  );

const registerAndOffset = (run: (pass: Pass, register: number, offset: number) => void) =>
  unwinding(
    taking(2, (pass, [node, offsetNode]) => {
      const number = registerOperand(pass, node);
      const offset = pass.evaluator.known(offsetNode, 'an offset');
      if (number !== undefined && offset !== undefined) run(pass, number, offset);
    }),
  );

const addressOffset = unwinding(
  taking(1, (pass, [node]) => {
    const offset = pass.evaluator.known(node, 'an offset');
    if (offset !== undefined) pass.unwind.defineAddress({ offset });
  }),
);

const recall = unwinding((pass, statement) => {
  if (!pass.unwind.recall()) pass.say(statement, says('asm-no-remembered-state'));
});

const undefinedRegister = register((pass, number) => {
  if (number === roles.returnAddress) pass.unwind.outermost();
});

const handlers: Readonly<Record<string, Handler>> = {
  ...Object.fromEntries(Object.keys(standardSections).map(name => [name, enter(name)])),
  '.section': section,
  '.global': bind('global'),
  '.globl': bind('global'),
  '.weak': bind('weak'),
  '.local': bind('local'),
  '.equ': constant('once'),
  '.set': constant('again'),
  '.type': type,
  '.size': size,
  ...constantDirectives,
  '.error': taking(1, (pass, [node], statement) =>
    pass.say(statement, says('asm-error-directive', { text: textOperand(pass, node) ?? '.error' })),
  ),
  '.assert': assertion,
  '.file': file,
  '.loc': loc,
  '.cfi_startproc': startFunction,
  '.cfi_endproc': unwinding(pass => pass.unwind.close()),
  '.cfi_def_cfa': registerAndOffset((pass, register, offset) =>
    pass.unwind.defineAddress({ register, offset }),
  ),
  '.cfi_def_cfa_offset': addressOffset,
  '.cfi_def_cfa_register': register((pass, number) => pass.unwind.defineAddress({ register: number })),
  '.cfi_offset': registerAndOffset((pass, number, offset) => pass.unwind.save(number, offset)),
  '.cfi_restore': register((pass, number) => pass.unwind.restore(number)),
  '.cfi_remember_state': unwinding(pass => pass.unwind.remember()),
  '.cfi_restore_state': recall,
  '.cfi_undefined': undefinedRegister,
};

/** What to do for a directive, by name. */
export const directiveHandlers: ReadonlyMap<string, Handler> = new Map(Object.entries(handlers));
