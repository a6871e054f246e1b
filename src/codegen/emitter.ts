/** Collects the assembly text of one function, leaves out what cannot be reached and jumps that go nowhere. */

export class Emitter {
  lines: string[] = [];
  /** False behind a jump, until a label that something refers to. */
  reachable = true;
  /** Changes with every instruction. */
  count = 0;
  /** The line of the last jump that may be taken out. */
  private spareJump = -1;
  private readonly references = new Set<string>();

  constructor(private readonly labels: { next(): string }) {}

  newLabel(): string {
    return this.labels.next();
  }

  /** An instruction, without its leading tab. */
  emit(text: string): void {
    if (!this.reachable) return;
    this.lines.push(`\t${text}`);
    this.count++;
  }

  /** A directive or debugger's label: kept even where no code is. */
  note(text: string): void {
    this.lines.push(text);
  }

  /** A jump that the program does not spell: it is taken out if its label comes next. */
  jump(label: string): void {
    if (!this.reachable) return;
    this.spareJump = this.lines.length;
    this.statementJump(label);
  }

  /** A jump that is a statement: a place to stop at, wherever it goes. */
  statementJump(label: string): void {
    if (!this.reachable) return;
    this.references.add(label);
    this.stop(`j ${label}`);
  }

  /** A conditional branch; `text` is all of it but the label. */
  branch(text: string, label: string): void {
    if (!this.reachable) return;
    this.references.add(label);
    this.emit(`${text}, ${label}`);
  }

  /** Leaves the straight path for good: a return, a jump through a register. */
  stop(text: string): void {
    this.emit(text);
    this.reachable = false;
  }

  /** Counts a use of a label outside of jumps: in a table. */
  refer(label: string): void {
    this.references.add(label);
  }

  /** A label that jumps before it refer to. */
  label(name: string): void {
    if (!this.references.has(name)) return;
    this.dropJumpTo(name);
    this.lines.push(`${name}:`);
    this.reachable = true;
  }

  /** A label that something later may jump to. */
  target(name: string): void {
    this.lines.push(`${name}:`);
    this.reachable = true;
  }

  /** Takes out a jump to the label that comes next; only notes that make no code may stand between. */
  private dropJumpTo(name: string): void {
    const jump = `\tj ${name}`;
    for (let index = this.lines.length - 1; index >= 0; index--) {
      const line = this.lines[index];
      if (line === jump && index === this.spareJump) this.lines.splice(index, 1);
      else if (line?.startsWith('.LD')) continue;
      return;
    }
  }
}
