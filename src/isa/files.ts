/** The flags of `open` and the mode of a file, as the bundled kernel's headers define them, and how they read. */

export interface FileConstant {
  /** The C constant. */
  readonly name: string;
  readonly value: number;
}

/** How a file is opened: one of these, and any of `openFlags`. */
export const accessModes: readonly FileConstant[] = [
  { name: 'O_RDONLY', value: 0 },
  { name: 'O_WRONLY', value: 1 },
  { name: 'O_RDWR', value: 2 },
];
/** The bits that tell the access. */
export const accessMask = 3;

export const openFlags: readonly FileConstant[] = [
  { name: 'O_CREAT', value: 0o100 },
  { name: 'O_EXCL', value: 0o200 },
  { name: 'O_TRUNC', value: 0o1000 },
  { name: 'O_APPEND', value: 0o2000 },
  { name: 'O_NONBLOCK', value: 0o4000 },
  { name: 'O_DIRECTORY', value: 0o200000 },
  { name: 'O_CLOEXEC', value: 0o2000000 },
];

/** The value of a row of `openFlags`. */
export function openFlag(name: string): number {
  const row = openFlags.find(flag => flag.name === name);
  if (!row) throw new Error(`there is no flag ${name}`);
  return row.value;
}

/** What a file is, in the upper bits of its mode. */
export const fileTypes = [
  { name: 'S_IFLNK', value: 0o120000, words: 'symbolic link' },
  { name: 'S_IFREG', value: 0o100000, words: 'regular file' },
  { name: 'S_IFDIR', value: 0o40000, words: 'directory' },
  { name: 'S_IFCHR', value: 0o20000, words: 'character device' },
  { name: 'S_IFIFO', value: 0o10000, words: 'pipe' },
] as const satisfies readonly (FileConstant & { readonly words: string })[];
export const fileTypeMask = 0o170000;

/** The value of a row of `fileTypes`. */
export function fileTypeNamed(name: (typeof fileTypes)[number]['name']): number {
  const row = fileTypes.find(type => type.name === name);
  if (!row) throw new Error(`there is no type of files ${name}`);
  return row.value;
}

/** `O_WRONLY|O_CREAT`; bits that have no name stand last, as a number. */
export function openFlagsText(flags: number): string {
  const access = accessModes.find(({ value }) => value === (flags & accessMask));
  const set = openFlags.filter(({ value }) => flags & value);
  const known = set.reduce((all, { value }) => all | value, access ? accessMask : 0);
  const rest = (flags & ~known) >>> 0;
  const names = [...(access ? [access] : []), ...set].map(({ name }) => name);
  return [...names, ...(rest === 0 ? [] : [octal(rest)])].join('|');
}

/** As C writes it: `0644`. */
export const octal = (value: number | bigint): string => (value ? `0${value.toString(8)}` : '0');

/** `0100644 (regular file)`, of permissions alone `0644`. */
export function fileModeText(mode: number): string {
  const type = fileTypes.find(({ value }) => value === (mode & fileTypeMask));
  return `${octal(mode)}${type ? ` (${type.words})` : ''}`;
}
