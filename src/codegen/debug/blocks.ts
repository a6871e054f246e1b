/** Records which variables of a function are in scope where, and where they live, while its code is made. */
import type { Block, VariablePlace, Range, VariableInfo } from '../../image';
import type { LocalSymbol, ObjectSymbol } from '../../c/ast';
import { isVariableArray } from '../../c/semantics/sizes';
import type { CType } from '../../c/types/types';
import type { Emitter } from '../emitter';
import { A0, S0 } from '../registers';
import type { Unit } from '../unit';
import { present } from '../../source';

interface OpenBlock {
  readonly variables: { readonly symbol: LocalSymbol | ObjectSymbol; readonly from: string }[];
  readonly blocks: ClosedBlock[];
  start: string | undefined;
}

interface ClosedBlock extends OpenBlock {
  readonly end: string;
}

/** Where the homes of variables stop being true, at the end of the function. */
export interface Ends {
  /** After the last instruction that leaves the frame alone. */
  readonly frame: string;
  /** After the last one that leaves the saved registers alone. */
  readonly saved: string;
  /** Where a0 holds the result from then on. */
  readonly result: string;
  readonly end: string;
  /** Frame offsets count from the base register; this makes them count from the canonical frame address. */
  readonly toCfa: number;
}

type PlacedRange = VariablePlace<string> & { readonly range?: Range<string> };

export class BlockRecorder {
  private open_: OpenBlock = { variables: [], blocks: [], start: undefined };
  private readonly stack: OpenBlock[] = [];
  /** Ranges in which a0 holds the result already. */
  private readonly results: Range<string>[] = [];
  /** Whether a variable lives in a0. */
  watchResult = false;
  /** The value that is made is the function's result. */
  returning = false;

  constructor(
    private readonly unit: Unit,
    private readonly out: Emitter,
  ) {}

  /** A label at this place. */
  mark(): string {
    const label = this.unit.nextMark();
    this.out.note(`${label}:`);
    return label;
  }

  open(): void {
    this.stack.push(this.open_);
    this.open_ = { variables: [], blocks: [], start: undefined };
  }

  declare(symbol: LocalSymbol): void {
    const from = this.mark();
    this.open_.start ??= from;
    this.open_.variables.push({ symbol, from });
  }

  declareStatic(symbol: ObjectSymbol): void {
    const from = this.mark();
    this.open_.start ??= from;
    this.open_.variables.push({ symbol, from });
  }

  /** Ends a block; one without variables gives its inner ones to the block around it. */
  close(): void {
    const closed = this.open_;
    this.open_ = present(this.stack.pop(), 'block that is open');
    if (closed.variables.length === 0) this.open_.blocks.push(...closed.blocks);
    else this.open_.blocks.push({ ...closed, end: this.mark() });
  }

  /** A result takes the place of a variable in a0 somewhere. */
  get hasResult(): boolean {
    return this.results.length > 0;
  }

  /** Emits the way out of an arm of a conditional expression, whose value is in a register. */
  armAt(register: number, leave: () => void): void {
    if (this.returning && register === A0) this.resultAt(leave);
    else leave();
  }

  /** Emits the way out of a function, where a0 is the result and no variable any more. */
  resultAt(leave: () => void): void {
    if (!this.watchResult) return leave();
    const start = this.mark();
    leave();
    this.results.push({ start, end: this.mark() });
  }

  /** The outermost block of the body; its variables keep their homes up to the way out. */
  body(range: Range<string>, ends: Ends): Block<string> {
    const { variables, blocks } = this.open_;
    return {
      ...range,
      variables: variables
        .filter(({ symbol }) => symbol.name !== '')
        .map(({ symbol, from }) => this.variable(symbol, from, endOf(symbol, ends), ends)),
      blocks: blocks.map(block => this.finish(block, ends)),
    };
  }

  private finish(block: ClosedBlock, ends: Ends): Block<string> {
    const variables = block.variables
      .filter(({ symbol }) => symbol.name !== '')
      .map(({ symbol, from }) => this.variable(symbol, from, block.end, ends));
    return {
      start: present(block.start, 'start of a block with variables'),
      end: block.end,
      variables,
      blocks: block.blocks.map(each => this.finish(each, ends)),
    };
  }

  private variable(
    symbol: LocalSymbol | ObjectSymbol,
    from: string,
    end: string,
    ends: Ends,
  ): VariableInfo<string> {
    const places: PlacedRange[] =
      symbol.kind === 'object'
        ? [{ kind: 'memory', address: symbol.label }]
        : this.places(symbol, { start: from, end }, ends);
    return this.row(symbol, places, { start: from, end }, ends);
  }

  /** The range is that in which the variable is in scope. */
  row(
    symbol: LocalSymbol | ObjectSymbol,
    places: readonly PlacedRange[],
    range: Range<string>,
    ends: Ends,
  ): VariableInfo<string> {
    const { name, span } = symbol;
    const array = symbol.kind === 'local' ? symbol.variableArray : undefined;
    const type = array ?? symbol.type;
    const sizes = variableSizes(type).map(size => this.places(size, range, ends));
    return {
      name,
      type: this.unit.types.index(type),
      file: this.unit.file(span),
      line: this.unit.line(span),
      places,
      ...(array && { indirect: true }),
      ...(sizes.length > 0 && { sizes }),
    };
  }

  /** Where a variable is within a range of code. */
  places(symbol: LocalSymbol, range: Range<string>, ends: Ends): PlacedRange[] {
    const { home } = symbol;
    if (!home) return [];
    if (home.kind === 'frame') return [{ kind: 'frame', offset: home.offset + ends.toCfa, range }];
    const { register } = home;
    if (register !== A0) return [{ kind: 'register', register, range }];
    return this.withoutResults(range).map(each => ({ kind: 'register', register, range: each }));
  }

  /** The range without the places where a0 holds a result; they come in the order of the code. */
  private withoutResults({ start, end }: Range<string>): Range<string>[] {
    const ranges: Range<string>[] = [];
    for (const result of this.results) {
      ranges.push({ start, end: result.start });
      start = result.end;
    }
    return [...ranges, { start, end }];
  }
}

/** The variables with the sizes of the arrays of variable length in a type, from the outside in. */
function variableSizes(type: CType): LocalSymbol[] {
  if (type.kind === 'pointer') return variableSizes(type.target);
  if (type.kind !== 'array') return [];
  const inner = variableSizes(type.element);
  return isVariableArray(type) ? [type.variable, ...inner] : inner;
}

/** Where the home of a variable of the outermost block ends. */
export function endOf(symbol: LocalSymbol | ObjectSymbol, ends: Ends): string {
  if (symbol.kind === 'object' || !symbol.home) return ends.end;
  if (symbol.home.kind === 'frame') return ends.frame;
  const { register } = symbol.home;
  return register >= S0 ? ends.saved : register === A0 ? ends.result : ends.end;
}
