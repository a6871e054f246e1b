/** Makes a failing C program small: cuts out lines, blocks and parentheses while it goes on failing. */

/** `fails` must be false for a text that does not compile or has no defined meaning. */
export function reduceProgram(text: string, fails: (text: string) => boolean): string {
  let lines = text.split('\n');
  for (let before = Infinity; cost(lines) < before;) {
    before = cost(lines);
    lines = cutLines(lines, fails);
    lines = simplifyLines(lines, fails);
  }
  return lines.join('\n');
}

function cost(lines: readonly string[]): number {
  return lines.join('\n').length;
}

/** Tries to leave out runs of lines, long ones first, balanced blocks, and the ends of blocks. */
function cutLines(start: readonly string[], fails: (text: string) => boolean): string[] {
  let lines = [...start];
  const attempt = (candidate: string[]): boolean => {
    if (candidate.length >= lines.length || !fails(candidate.join('\n'))) return false;
    lines = candidate;
    return true;
  };
  for (let size = lines.length >> 1; size >= 1; size >>= 1)
    for (let at = lines.length - size; at >= 0; at -= size)
      attempt([...lines.slice(0, at), ...lines.slice(at + size)]);
  for (let at = lines.length - 1; at >= 0; at--) {
    const end = lines[at]?.endsWith('{') ? blockEnd(lines, at) : undefined;
    if (end === undefined) continue;
    if (attempt([...lines.slice(0, at), ...lines.slice(end + 1)])) continue;
    attempt([...lines.slice(0, at), ...lines.slice(at + 1, end), ...lines.slice(end + 1)]);
  }
  return lines;
}

/** The line that closes the block that a line opens. */
function blockEnd(lines: readonly string[], start: number): number | undefined {
  let depth = 0;
  for (let at = start; at < lines.length; at++) {
    for (const char of lines[at]!) depth += char === '{' ? 1 : char === '}' ? -1 : 0;
    if (depth <= 0) return at;
  }
  return undefined;
}

/** Tries simpler expressions in each line. */
function simplifyLines(start: readonly string[], fails: (text: string) => boolean): string[] {
  const lines = [...start];
  for (let at = 0; at < lines.length; at++) {
    for (let tried = 0; tried < 400;) {
      const simpler = variants(lines[at]!).slice(tried);
      const found = simpler.findIndex(line =>
        fails([...lines.slice(0, at), line, ...lines.slice(at + 1)].join('\n')),
      );
      if (found < 0) break;
      lines[at] = simpler[found]!;
      tried += found;
    }
  }
  return lines;
}

/** The line with one group in parentheses, one operand or one argument simpler. */
function variants(line: string): string[] {
  const results: string[] = [];
  const add = (start: number, end: number, text: string) =>
    results.push(line.slice(0, start) + text + line.slice(end));
  for (let open = line.indexOf('('); open >= 0; open = line.indexOf('(', open + 1)) {
    const close = matching(line, open);
    if (close === undefined) continue;
    for (const text of ['0', '1']) add(open, close + 1, text);
    add(open, close + 1, line.slice(open + 1, close));
    const name = /[\w.]+$/.exec(line.slice(0, open));
    if (name) add(open - name[0].length, close + 1, '1');
  }
  for (const match of line.matchAll(/ (?:[-+*\/%&|^<>=!]{1,2}|\?|:) (?:[-~!+]*[\w.]+(?:\[[^\]]*\])?)/g))
    add(match.index, match.index + match[0].length, '');
  for (const match of line.matchAll(/(?:[-~!+]*[\w.]+(?:\[[^\]]*\])?) (?:[-+*\/%&|^<>!]{1,2}|[=!<>]=) /g))
    add(match.index, match.index + match[0].length, '');
  for (const match of line.matchAll(/\b\d{2,}\b|0x\w+/g))
    add(match.index, match.index + match[0].length, '1');
  return results.filter(text => text.length < line.length);
}

function matching(line: string, open: number): number | undefined {
  let depth = 0;
  for (let at = open; at < line.length; at++) {
    if (line[at] === '(') depth++;
    if (line[at] === ')' && --depth === 0) return at;
  }
  return undefined;
}
