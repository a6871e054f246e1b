/** A C text with `|` as the cursor, among other files and the real guest. */
import { filesUnder, buildWorld, guestHeaders, guestRoot, treeOf } from '../../../src/boot';
import { type Services, Units, cServices } from '../../../src/language';
import type { FileReader, Span } from '../../../src/source';
import { guest } from '../../support/guest';

const nothing = treeOf(new Map());
const world = buildWorld(nothing, guest);
const bundledPaths = filesUnder(world, guestRoot);

/** Services as an editor has them, for files by path; those of the guest are there too. */
export function unitsOf(texts: Readonly<Record<string, string>>, over?: FileReader): Units {
  const bytes = new Map(
    Object.entries(texts).map(([path, text]) => [path, new TextEncoder().encode(text)] as const),
  );
  const own = treeOf(bytes);
  const files = {
    read: (path: string) => over?.read(path) ?? own.read(path) ?? world.read(path),
    list: (folder: string) => own.list(folder),
  };
  return new Units(files, [guestHeaders], bundledPaths, () => []);
}

export function cursorIn(
  marked: string,
  others: Readonly<Record<string, string>> = {},
): { services: Services; offset: number; units: Units } {
  const offset = marked.indexOf('|');
  const text = offset < 0 ? marked : marked.slice(0, offset) + marked.slice(offset + 1);
  const units = unitsOf({ 'work/main.c': text, ...others });
  const unit = units.unit('work/main.c');
  if (!unit) throw new Error('there is no main.c');
  return { services: cServices(unit, units), offset, units };
}

/** `main.c 3: the [word] in its line`, one-based as people count. */
export function shown({ file, start, end }: Span): string {
  const { line, column } = file.position(start);
  const text = file.line(line);
  const to = Math.min(text.length, column + end - start);
  const name = file.path.replace(/^(work|ringside:\/guest)\//, '');
  return `${name} ${line + 1}: ${`${text.slice(0, column)}[${text.slice(column, to)}]${text.slice(to)}`.trim()}`;
}

/** A text with edits carried out. */
export function edited(text: string, edits: readonly { span: Span; text: string }[]): string {
  const backwards = [...edits].sort((one, other) => other.span.start - one.span.start);
  return backwards.reduce(
    (now, { span, text: put }) => now.slice(0, span.start) + put + now.slice(span.end),
    text,
  );
}
