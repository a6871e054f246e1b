/** What the services of C answer, case by case: `|` is the cursor. */
import assert from 'node:assert/strict';
import type { Services } from '../../../src/language';
import type { Span } from '../../../src/source';
import { cursorIn, edited, shown } from './support';

const types = `struct point { int x; /* how far up */ int y; };
enum color { RED, GREEN = 4, BLUE };
typedef struct { struct point from, to; } line;
/* Adds both. */
static int add(int a, int b) { return a + b; }
`;

const others = {
  'work/own.h': 'int owned(void);\n',
  'work/other.c': '#include "own.h"\nint owned(void) { return 1; }\n',
};

type Answer = (services: Services, offset: number) => unknown;

function check(title: string, cases: readonly (readonly [string, unknown])[], answer: Answer): void {
  describe(title, () => {
    for (const [marked, expected] of cases)
      it(JSON.stringify(marked.replace(types, '')), () => {
        const { services, offset } = cursorIn(marked, others);
        assert.deepEqual(answer(services, offset), expected);
      });
  });
}

const labels: Answer = (services, offset) =>
  services
    .complete(offset)
    .items.map(({ label }) => label)
    .join(' ');

check(
  'members and names that are completed',
  [
    [`${types}int f(struct point *p) { p->| }`, 'x y'],
    [`${types}int f(struct point *p) { return p->x + p->|`, 'x y'],
    [`${types}int f(line *l) { l->from.| = 1; return 0; }`, 'x y'],
    [`${types}int f(line *l) { l->| return 0; }`, 'from to'],
    [`${types}int f(line l[]) { if (l[add(1, 2)].to.|`, 'x y'],
    [`${types}int f(line l[]) { return add(l[0].from.|, 1); }`, 'x y'],
    [`${types}struct point p = { .| };`, 'x y'],
    [`${types}int f(struct |`, 'point color'],
    [`${types}int f(int n) { n.| }`, ''],
    [`${types}int f(void) { again: goto |; }`, 'again'],
    ['// of |', ''],
    ['/* of |', ''],
    ['char *s = "of |";', ''],
    ['int n = 0x|', ''],
    ['#include "ow|"', expectHeaders('own.h')],
  ],
  (services, offset) => {
    const found = labels(services, offset) as string;
    return found.startsWith('own.h ') ? expectHeaders('own.h') : found;
  },
);

function expectHeaders(first: string): string {
  return `${first}, then those of the library`;
}

/** Ranks of some names. */
const ranks =
  (...names: string[]): Answer =>
  (services, offset) => {
    const { items } = services.complete(offset);
    return names.map(name => items.find(({ label }) => label === name)?.rank);
  };

check(
  'what is nearer comes first',
  [[`${types}#define LIMIT 3\nint f(int own) { int inner; in| }`, [1, 1, 2, 2, 4, 4, 6]]],
  ranks('own', 'inner', 'add', 'LIMIT', 'int', 'for', 'strlen'),
);

check(
  'a library function brings its header',
  [
    ['int f(void) { str| }', '#include <string.h>\nint f(void) { str }'],
    [
      '/* Mine. */\n#include <stdio.h>\nint f(void) { str| }',
      '/* Mine. */\n#include <stdio.h>\n#include <string.h>\nint f(void) { str }',
    ],
    ['#include <string.h>\nint f(void) { str| }', undefined],
  ],
  (services, offset) => {
    const item = services.complete(offset).items.find(({ label }) => label === 'strlen');
    return item?.edits && edited(services.file.text, item.edits);
  },
);

check(
  'a switch over an enum',
  [
    [
      `${types}int f(enum color c) { | }`,
      'switch (c) {\ncase RED:\n\t$1\n\tbreak;\ncase GREEN:\n\t$2\n\tbreak;\ncase BLUE:\n\t$3\n\tbreak;\n}',
    ],
  ],
  (services, offset) => services.complete(offset).items.find(({ label }) => label === 'switch (c)')?.snippet,
);

const hovered: Answer = (services, offset) =>
  services
    .hover(offset)
    ?.text.replace(/```c?\n?/g, '')
    .replace(/\n\n+/g, '\n')
    .trimEnd();

check(
  'what comes up by itself, for the character before the cursor',
  [
    [`${types}int f(struct point *p) { return p->|`, 'x y'],
    [`${types}int f(struct point p) { return p.|`, 'x y'],
    [`${types}int f(int a) { return a >|`, ''],
    [`${types}int f(int a) { return |`, ''],
    [`${types}int f(int a) { return f(|`, ''],
    ['char *s = "|', ''],
    ['int a = 1 /|', ''],
  ],
  (services, offset) =>
    services
      .complete(offset, services.file.text[offset - 1])
      .items.map(({ label }) => label)
      .join(' '),
);

check(
  'hover',
  [
    [`${types}int f(void) { return a|dd(1, 2); }`, 'static int add(int a, int b)\nAdds both.'],
    [
      `${types}int f(struct point *p) { return p->|x; }`,
      'int x (of struct point)\nat byte 0 of 8\nhow far up',
    ],
    [`${types}int c = BL|UE;`, 'BLUE = 5'],
    [`${types}int f(line| *l);`, 'typedef struct {…} line'],
    [
      '#define TWICE(x) ((x) * 2)\nint a[TWI|CE(4)];',
      '#define TWICE(x) ((x) * 2)\n---\nExpands to\n((4) * 2)\n---\n`8` = `0x8` (`int`)',
    ],
    ['int a = 0x4|1;', "`65` = `0x41` = 'A' (`int`)"],
    [`${types}int a = siz|eof(line);`, '`16` = `0x10` (`unsigned int`)'],
    ['/* a| */', undefined],
    [
      '#include <unistd.h>\nint f(void) { return wri|te(1, "", 0); }',
      'ssize_t write(int fd, const void *buffer, size_t count)\nA system call: writes count bytes.\n`t0`: SYS_write  \n' +
        '`a0`: `int fd`  \n`a1`: `const void *buffer`  \n`a2`: `unsigned int count`  \n' +
        '`a0` after `trap`: the result, or a negated error number\nFrom `<unistd.h>`',
    ],
  ],
  hovered,
);

check(
  'signatures',
  [
    [`${types}int a = add(|`, 'int add([int a], int b)'],
    [`${types}int a = add(1, |2)`, 'int add(int a, [int b])'],
    [`${types}int a = add(add(1, 2), |`, 'int add(int a, [int b])'],
    [`${types}int a = add(1, 2)|;`, undefined],
    ['#define M(a, b) a\nint a = M(1,|);', 'M(a, [b])'],
    ['#include <stdio.h>\nint f(void) { printf("", 1, 2|); }', 'int printf(const char *format, [...])'],
    ['int f(int (*g)(int a)) { return g(|); }', 'int g([int a])'],
    ['int f(int a) { if (|a) return 1; }', undefined],
  ],
  (services, offset) => {
    const help = services.signatureHelp(offset);
    const active = help?.parameters[help.active];
    if (!help || !active) return help?.form;
    const { form } = help;
    return `${form.slice(0, active.start)}[${form.slice(active.start, active.end)}]${form.slice(active.end)}`;
  },
);

const isGuest = ({ file }: Span) => file.path.startsWith('ringside:');
/** Where it stands in the guest, and its word. */
const nameOf = ({ file, start, end }: Span) =>
  `${file.path.slice('ringside:/guest/'.length)}: ${file.text.slice(start, end)}`;

check(
  'definitions',
  [
    [
      `${types}int f(struct point *p) { return p->|y; }`,
      ['main.c 1: struct point { int x; /* how far up */ int [y]; };'],
    ],
    ['#include <stdio.h>\nint f(void) { pu|ts(""); }', ['lib/stdio/fputs.c: puts']],
    ['#include <unistd.h>\nint f(void) { wri|te(1, "", 0); }', ['lib/usys.toy: write']],
    ['#include "own.h"\nint f(void) { return ow|ned(); }', ['other.c 2: int [owned](void) { return 1; }']],
    ['#include "o|wn.h"', ['own.h 1: []int owned(void);']],
    ['int f(void) { goto |out; out: return 1; }', ['main.c 1: int f(void) { goto out; [out]: return 1; }']],
  ],
  (services, offset) => services.definition(offset).map(span => (isGuest(span) ? nameOf(span) : shown(span))),
);

check(
  'references, in headers and in other sources too',
  [
    [
      '#include "own.h"\nint f(void) { return ow|ned(); }',
      [
        'own.h 1: int [owned](void);',
        'main.c 2: int f(void) { return [owned](); }',
        'other.c 2: int [owned](void) { return 1; }',
      ],
    ],
    [
      'static int owned; int f(void) { return ow|ned; }',
      [
        'main.c 1: static int [owned]; int f(void) { return owned; }',
        'main.c 1: static int owned; int f(void) { return [owned]; }',
      ],
    ],
  ],
  (services, offset) => services.references(offset, 'all').map(shown),
);

const renamedTo =
  (name: string): Answer =>
  (services, offset) => {
    const found = services.rename(offset, name);
    if (typeof found === 'string') return found;
    const own = found.filter(({ file }) => file.path === services.file.path);
    return edited(
      services.file.text,
      own.map(span => ({ span, text: name })),
    );
  };

check(
  'a new name',
  [
    ['int f(int a|) { int b = a; return a + b; }', 'int f(int z) { int b = z; return z + b; }'],
    [
      'struct s { int a; }; int f(struct s *p, int a) { return p->a| + a; }',
      'struct s { int z; }; int f(struct s *p, int a) { return p->z + a; }',
    ],
    ['#define N 3\nint a[N|];', '#define z 3\nint a[z];'],
    ['#include "own.h"\nint f(void) { return ow|ned(); }', '#include "own.h"\nint f(void) { return z(); }'],
    [
      'int z; int f(int a|) { return a + z; }',
      'z would mean something else, or clash with another z, in main.c.',
    ],
    [
      'int f(int a|) { int z = 1; return a; }',
      'z would mean something else, or clash with another z, in main.c.',
    ],
    [
      'int f(int a|) { { int z = 1; return a + z; } }',
      'z would mean something else, or clash with another z, in main.c.',
    ],
    [
      '#define S(x) int x; char *name = #x\nS(v|alue);',
      'z would mean something else, or clash with another z, in main.c.',
    ],
    [
      '#include <stdio.h>\nint f(void) { return pu|ts(""); }',
      'puts belongs to the library, and keeps its name.',
    ],
  ],
  renamedTo('z'),
);
check(
  'words of the language are no names',
  [['int a|;', 'while is a word of the language.']],
  renamedTo('while'),
);

const titles: Answer = (services, offset) =>
  services
    .actions?.({ file: services.file, start: offset, end: offset })
    .map(({ title, edits }) => `${title}: ${edited(services.file.text, edits)}`);

check(
  'what can be done about it',
  [
    [
      'int f(void) { return str|len(""); }',
      ['Include <string.h>: #include <string.h>\nint f(void) { return strlen(""); }'],
    ],
    [
      'int lenght; int f(void) { return lengt|h; }',
      ['Change to lenght: int lenght; int f(void) { return lenght; }'],
    ],
    [
      'struct s { int name; }; int f(struct s *p) { return p->nam|e2; }',
      ['Change to name: struct s { int name; }; int f(struct s *p) { return p->name; }'],
    ],
    ['#defin| A\n', ['Change to #define: #define A\n']],
    ['int f(void) { return 1|; }', []],
    [
      'enum e { A, B, C };\nint f(enum e e)\n{\n    switch (e) {\n    case B|:\n        return 1;\n    }\n    return 0;\n}\n',
      [
        'Add 2 missing cases: enum e { A, B, C };\nint f(enum e e)\n{\n    switch (e) {\n    case B:\n        return 1;\n' +
          '    case A:\n        break;\n    case C:\n        break;\n    }\n    return 0;\n}\n',
      ],
    ],
  ],
  titles,
);

check(
  'names of parameters before literals',
  [[`${types}int a, b = add(1, a) + add(a, -2) + add(add(3, 4), a);`, ['a:1', 'b:-', 'a:3', 'b:4']]],
  services =>
    services
      .hints?.({ file: services.file, start: 0, end: services.file.text.length })
      .map(({ offset, text }) => text + services.file.text[offset]),
);

check(
  'the outline',
  [
    [
      `${types}#define MORE 1\nint count;\nint declared(void);\n`,
      [
        'struct point(x y)',
        'enum color(RED GREEN BLUE)',
        'struct struct {...}(from to)',
        'type line()',
        'function add()',
        'macro MORE()',
        'variable count()',
        'function declared()',
      ],
    ],
  ],
  services =>
    services
      .outline()
      .map(({ kind, name, children }) => `${kind} ${name}(${children.map(each => each.name).join(' ')})`),
);

check(
  'folds',
  [
    [
      '#include <stdio.h>\n#include <string.h>\n\n// One.\n// Two.\nint f(void)\n{\n  if (1) {\n    f();\n  }\n}\n#if 0\nint g;\n#else\nint h;\n#endif\n',
      ['imports 0-1', 'comment 3-4', 'region 6-9', 'region 7-8', 'region 11-12', 'region 13-14'],
    ],
  ],
  services =>
    services
      .folds()
      .map(({ kind, start, end }) => `${kind} ${start}-${end}`)
      .sort((one, other) => Number(/\d+/.exec(one)) - Number(/\d+/.exec(other))),
);

check(
  'ever larger parts',
  [
    [
      `int f(int a) { return (a| + 1) * 2; }`,
      [
        'a',
        'a + 1',
        '(a + 1)',
        '(a + 1) * 2',
        ' return (a + 1) * 2; ',
        '{ return (a + 1) * 2; }',
        'int f(int a) { return (a + 1) * 2; }',
      ],
    ],
  ],
  (services, offset) =>
    services.selection?.(offset).map(({ file, start, end }) => file.text.slice(start, end)),
);

check(
  'what names are',
  [
    [
      'static const int a = 1; int f(int b) { return a + b; }',
      [
        'a variable definition readonly static',
        'f function definition',
        'b parameter definition',
        'a variable readonly static',
        'b parameter',
      ],
    ],
    [
      '#include <stdio.h>\n#define N 1\nint f(void) { return puts("") + N; }',
      ['N macro definition', 'f function definition', 'puts function defaultLibrary', 'N macro'],
    ],
  ],
  services =>
    services
      .semanticTokens()
      .map(({ start, end, type, modifiers }) =>
        [services.file.text.slice(start, end), type, ...modifiers].join(' '),
      ),
);

check(
  'places that write and that read',
  [['int f(int a|) { a = 1; a += 2; a++; return a; }', ['read', 'write', 'write', 'write', 'read']]],
  (services, offset) => services.highlights(offset).map(({ kind }) => kind),
);

check(
  'names that may be written in all their places at once',
  [
    [
      'int f(int n|) { return n + n; }',
      [
        'main.c 1: int f(int [n]) { return n + n; }',
        'main.c 1: int f(int n) { return [n] + n; }',
        'main.c 1: int f(int n) { return n + [n]; }',
      ],
    ],
    [
      'int f(void) { again: goto ag|ain; }',
      ['main.c 1: int f(void) { [again]: goto again; }', 'main.c 1: int f(void) { again: goto [again]; }'],
    ],
    ['int gl|obal;', []],
    [
      '#define TWICE(a) a + a\nint f(void) { int n; return TWICE(n|); }',
      [
        'main.c 2: int f(void) { int [n]; return TWICE(n); }',
        'main.c 2: int f(void) { int n; return TWICE([n]); }',
      ],
    ],
    ['#define OWN n\nint f(void) { int OWN; return n|; }', []],
    ['#include <unistd.h>\nint f(void) { return wri|te(1, "", 0); }', []],
  ],
  (services, offset) => services.linked(offset).map(shown),
);

check(
  'what conditions take out, and where headers are',
  [['#include "own.h"\n#if 0\nint a;\n#endif\n', ['int a;\n', '"own.h" work/own.h']]],
  services => [
    ...(services.inactive?.() ?? []).map(({ file, start, end }) => file.text.slice(start, end)),
    ...(services.links?.() ?? []).map(
      ({ span, target }) => `${span.file.text.slice(span.start, span.end)} ${target.path}`,
    ),
  ],
);

describe('the hierarchy of calls', () => {
  it('goes through the trap, down and up again', () => {
    const { services, offset } = cursorIn(
      '#include <unistd.h>\nint main(void) { return wri|te(1, "", 0); }\n',
    );
    const called = ({ name, selection }: { name: string; selection: Span }) => ({
      name,
      path: selection.file.path,
      offset: selection.start,
    });
    const [stub] = services.callersAt!(offset);
    const [down] = services.outgoing!(called(stub!));
    const below = services.outgoing!(called(down!.other)).map(({ other }) => other.name);
    const [up] = services.incoming!(called(down!.other)).filter(({ other }) => isAssembly(other.selection));
    const callers = services.incoming!(called(up!.other)).map(({ other }) => nameOrPlace(other.selection));
    assert.deepEqual(
      [nameOf(stub!.selection), nameOf(down!.other.selection), nameOf(up!.other.selection), callers],
      [
        'lib/usys.toy: write',
        'kernel/sysfile.c: sys_write',
        'lib/usys.toy: write',
        ['main.c 2: int [main](void) { return write(1, "", 0); }'],
      ],
    );
    assert.ok(below.includes('file_write'), below.join(' '));
  });
});

const isAssembly = ({ file }: Span) => file.path.endsWith('.toy');
const nameOrPlace = (span: Span) => (isGuest(span) ? nameOf(span) : shown(span));
