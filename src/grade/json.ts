/** JSON (RFC 8259) with the places of its values, so that what is wrong with one can be shown where it stands. */

export interface JsonNode {
  readonly value: unknown;
  /** Offset in the text. */
  readonly start: number;
  /** Of an object: what stands at each name, and where the name does. */
  readonly members?: ReadonlyMap<string, { readonly name: number; readonly node: JsonNode }>;
  /** Of a list. */
  readonly items?: readonly JsonNode[];
}

/** Why a text is no JSON, in a sentence, and where. */
export class JsonError extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

/** Throws JsonError. */
export function readJson(text: string): JsonNode {
  const reader = new Reader(text);
  const node = reader.value(0);
  reader.end();
  return node;
}

/** What stands at a path such as `tests[2].points`, as far as it is there. */
export function nodeAt(root: JsonNode, path: string): JsonNode {
  let node = root;
  for (const [, name, index] of path.matchAll(/([\w$-]+)|\[(\d+)\]/g)) {
    const next = name === undefined ? node.items?.[Number(index)] : node.members?.get(name)?.node;
    if (!next) return node;
    node = next;
  }
  return node;
}

const deepest = 100;
const string = /"(?:[^"\\\n]|\\.)*"/y;
const scalar = /-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null/y;

class Reader {
  private at = 0;

  constructor(private readonly text: string) {}

  /** value = object | list | string | number | "true" | "false" | "null" */
  value(depth: number): JsonNode {
    const start = this.space();
    if (depth > deepest) throw new JsonError('this is nested too deeply', start);
    if (this.text[start] === '{') return this.object(start, depth);
    if (this.text[start] === '[') return this.list(start, depth);
    return { value: this.scalar(), start };
  }

  end(): void {
    if (this.space() < this.text.length) throw new JsonError('the file is over here', this.at);
  }

  /** object = "{" [ string ":" value { "," string ":" value } ] "}" */
  private object(start: number, depth: number): JsonNode {
    const members = new Map<string, { name: number; node: JsonNode }>();
    this.at += 1;
    for (let first = true; !this.closes('}', first); first = false) {
      const name = this.space();
      const key = this.text[name] === '"' ? this.scalar() : undefined;
      if (typeof key !== 'string') throw new JsonError('a name in quotes is expected', name);
      if (members.has(key)) throw new JsonError(`"${key}" stands here for the second time`, name);
      if (this.text[this.space()] !== ':') throw new JsonError('a : is expected', this.at);
      this.at += 1;
      members.set(key, { name, node: this.value(depth + 1) });
    }
    const value = Object.fromEntries([...members].map(([key, { node }]) => [key, node.value]));
    return { value, start, members };
  }

  /** list = "[" [ value { "," value } ] "]" */
  private list(start: number, depth: number): JsonNode {
    const items: JsonNode[] = [];
    this.at += 1;
    for (let first = true; !this.closes(']', first); first = false) items.push(this.value(depth + 1));
    return { value: items.map(({ value }) => value), start, items };
  }

  /** Whether the bracket comes; else takes the comma that has to stand between two. */
  private closes(bracket: string, first: boolean): boolean {
    const next = this.text[this.space()];
    if (next === bracket) {
      this.at += 1;
      return true;
    }
    if (first) return false;
    if (next !== ',') throw new JsonError(`a , or ${bracket} is expected`, this.at);
    this.at += 1;
    if (this.text[this.space()] === bracket) throw new JsonError('nothing follows this comma', this.at);
    return false;
  }

  private scalar(): unknown {
    const pattern = this.text[this.at] === '"' ? string : scalar;
    pattern.lastIndex = this.at;
    const [found] = pattern.exec(this.text) ?? [];
    if (found === undefined) throw new JsonError('a value is expected', this.at);
    try {
      const value: unknown = JSON.parse(found);
      this.at += found.length;
      return value;
    } catch {
      throw new JsonError('this is no text of JSON', this.at);
    }
  }

  private space(): number {
    while (' \t\r\n'.includes(this.text[this.at] ?? 'x')) this.at += 1;
    return this.at;
  }
}
