/** The machine's state as a list of parts: `save` and `restore` walk the list, and the type of what is saved follows from it. */

export interface Part<Saved> {
  /** A copy that shares nothing with the machine. */
  save(): Saved;
  /** Makes the part what it was, in place: others hold it. */
  restore(saved: Saved): void;
}

type PartList = Readonly<Record<string, Part<unknown>>>;

/** What a list of parts saves, by the same names. */
export type Saved<Parts extends PartList> = {
  readonly [Name in keyof Parts]: Parts[Name] extends Part<infer State> ? State : never;
};

export function saveAll<Parts extends PartList>(parts: Parts): Saved<Parts> {
  const entries = Object.entries(parts).map(([name, part]) => [name, part.save()] as const);
  return Object.fromEntries(entries) as Saved<Parts>;
}

export function restoreAll<Parts extends PartList>(parts: Parts, saved: Saved<Parts>): void {
  for (const [name, part] of Object.entries(parts)) part.restore(saved[name]);
}

/** Bytes that stand where they stand. */
export function bytesPart(bytes: Uint8Array): Part<Uint8Array> {
  return { save: () => bytes.slice(), restore: saved => bytes.set(saved) };
}

/** A value that never changes within. */
export function valuePart<Value>(get: () => Value, set: (value: Value) => void): Part<Value> {
  return { save: get, restore: set };
}
