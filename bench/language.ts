/** How much CPU time the language services take from a change of a text to its diagnostics, and for a completion, by its lines. */
import { type GuestFiles, buildWorld, filesUnder, guestHeaders, guestRoot, treeOf } from '../src/boot';
import { AssemblyDocument, type Services, Units, assemblyServices, cServices } from '../src/language';
import { SourceFile } from '../src/source';
import { type Changed, lacking, measureClangd } from './clangd';
import type { Figure, Group } from './figures';

/** By the number of lines: half a minute of typing, and a few seconds. */
const sizes: ReadonlyMap<number, number> = new Map([
  [2000, 200],
  [20_000, 40],
]);

const cHead = `#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct list { struct list *next; int length; char name[16]; };

`;
/** Nineteen lines, of which a change is made in the tenth. */
const cPart = (number: number) => `/* Adds what is in a list, part ${number}. */
static int sum_${number}(struct list *first, int limit)
{
    int sum = 0;

    for (struct list *each = first; each != NULL; each = each->next) {
        if (each->length > limit || strcmp(each->name, "none") == 0)
            continue;
        sum += each->length * ${number} + (int)strlen(each->name);
        each->length = sum & 0xff;
        switch (sum % 3) {
        case 0:
            printf("%d of %s\\n", sum, each->name);
            break;
        default:
            write(1, each->name, sizeof each->name);
        }
    }
    return sum;
}

`;
const assemblyPart = (number: number) => `# Adds up, part ${number}.
.global sum_${number}
sum_${number}:
    addi sp, sp, -8
    sw ra, 4(sp)
    sw s0, 0(sp)
    mv s0, a0
    li a1, ${number}
loop_${number}:
    beqz s0, done_${number}
    lw a2, 4(s0)
    add a1, a1, a2
    addi a1, a1, 1
    lw s0, 0(s0)
    j loop_${number}
done_${number}:
    mv a0, a1
    lw s0, 0(sp)
    lw ra, 4(sp)
    addi sp, sp, 8
    ret

`;

interface Language {
  readonly name: string;
  readonly path: string;
  readonly head: string;
  readonly part: (number: number) => string;
  /** Where in the text the change goes, and where a completion is asked for. */
  readonly place: RegExp;
}

const languages: readonly [Language, Language] = [
  { name: 'C', path: '/bench/main.c', head: cHead, part: cPart, place: /each->(?=length = sum)/g },
  { name: '.toy', path: '/bench/main.toy', head: '.text\n', part: assemblyPart, place: /beqz s0, (?=done)/g },
];

interface LanguageOptions {
  readonly guest: GuestFiles;
  readonly root: string;
  /** For files that are needed in between. */
  readonly folder: string;
}

export async function measureLanguage(options: LanguageOptions): Promise<Group> {
  const figures = languages.flatMap(language =>
    [...sizes].flatMap(([lines, changes]) => figuresOf(language, lines, changes, options.guest)),
  );
  const lacks = lacking();
  if (lacks === undefined) figures.push(...(await figuresOfClangd(options)));
  return {
    title: `Language services (CPU time of a thread and its collector, 95th percentile of ${[...sizes.values()].join(' and ')} changes, the first among them; ${lacks === undefined ? 'clangd: CPU time of its process' : `clangd not measured, ${lacks}`})`,
    figures,
  };
}

const sizeText = (lines: number): string => `${lines.toLocaleString('en')} lines`;

/** Beside C at the same changes; a quarter of them is enough for a mean. */
async function figuresOfClangd(options: LanguageOptions): Promise<Figure[]> {
  const [c] = languages;
  const figures: Figure[] = [];
  for (const [lines, changes] of sizes) {
    const text = textOf(c, lines);
    const what = `C, ${sizeText(lines)}`;
    figures.push(...(await measureClangd(what, text, changesOf(c, text, changes / 4), options)));
  }
  return figures;
}

function textOf({ head, part }: Language, lines: number): string {
  const count = Math.ceil(lines / (part(1).split('\n').length - 1));
  return head + Array.from({ length: count }, (_, number) => part(number)).join('');
}

/** A letter more, each time in another place, from the first to the last. */
function changesOf({ place }: Language, text: string, count: number): Changed[] {
  const places = [...text.matchAll(place)].map(match => match.index + match[0].length);
  return Array.from({ length: count }, (_, at) => {
    const offset = places[Math.floor((places.length * at) / count)]!;
    return { text: `${text.slice(0, offset)}x${text.slice(offset)}`, offset: offset + 1 };
  });
}

function figuresOf(language: Language, lines: number, changes: number, guest: GuestFiles): Figure[] {
  const makeServices = servicesFor(language.path, guest);
  const [diagnostics, completion]: [number[], number[]] = [[], []];
  for (const { text, offset } of changesOf(language, textOf(language, lines), changes)) {
    let services: Services | undefined;
    diagnostics.push(cpuTime(() => (services = makeServices(text)).diagnostics()));
    completion.push(cpuTime(() => services!.complete(offset)));
  }
  const figure = (of: string, times: readonly number[]): Figure => ({
    what: `${language.name}, ${sizeText(lines)}, ${of}`,
    value: percentile(times),
    unit: 'ms',
    about: `mean ${mean(times).toFixed(1)} ms`,
  });
  return [figure('change to diagnostics', diagnostics), figure('completion', completion)];
}

/** As the server has them: headers are read once, and the text anew. */
function servicesFor(path: string, guest: GuestFiles): (text: string) => Services {
  const world = buildWorld(treeOf(new Map()), guest);
  let bytes = new Uint8Array();
  const files = {
    read: (other: string) => (other === path ? bytes : world.read(other)),
    list: () => [],
  };
  const units = new Units(files, [guestHeaders], filesUnder(world, guestRoot), () => [path]);
  let document: AssemblyDocument | undefined;
  return text => {
    bytes = new TextEncoder().encode(text);
    if (path.endsWith('.c')) return cServices(units.unit(path)!, units);
    const workspace = { files, includePaths: [guestHeaders] };
    document = new AssemblyDocument(new SourceFile(path, text), workspace, document);
    return assemblyServices(document, workspace, units);
  };
}

function cpuTime(work: () => unknown): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

function percentile(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length * 0.95)] ?? 0;
}
