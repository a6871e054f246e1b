/** The object file that a pass has made, and the errors that only show at the end. */
import {
  type DebugInfo,
  type ObjectFile,
  type ObjectSymbol,
  type SectionOffset,
  emptyDebugInfo,
  mapAddresses,
} from '../image';
import { label } from './fixups';
import type { Pass } from './pass';
import type { Sym, Value } from './symbols';
import { didYouMean } from '../source';
import { says } from './rules';

/** Settles what had to wait; after this the pass's object is complete. */
export function settle(pass: Pass): void {
  pass.complete = true;
  for (const section of pass.sections.all) {
    const symbol = pass.symbols.find(section.name);
    if (symbol && !symbol.defined) symbol.section = section;
  }
  pass.fixups.settle();
  for (const symbol of pass.symbols.all)
    if (!symbol.defined && (symbol.hidden || symbol.binding === 'local')) missing(pass, symbol);
  const { opener } = pass.unwind;
  if (opener) pass.reporter.say(opener.frame, opener.statement, says('asm-no-endproc'));
}

function missing({ reporter, symbols }: Pass, symbol: Sym): void {
  const { use } = symbol;
  if (!use) return;
  const name = label(symbol);
  const numeric = symbol.name.includes('\0');
  const message = numeric ? says('asm-no-label-after', { name }) : says('asm-undefined-symbol', { name });
  const others = () => [...symbols.names()].filter(other => other.startsWith('.L'));
  const hint = numeric ? undefined : () => didYouMean(name, others());
  reporter.say(use.frame, use.node, message, hint);
}

export function finishObject(pass: Pass, name: string, debug: DebugInfo<string> | undefined): ObjectFile {
  const symbols = [...pass.symbols.all]
    .map(symbol => objectSymbol(pass, symbol))
    .filter(row => row !== undefined);
  const used = new Set(symbols.map(({ place }) => (typeof place === 'object' ? place.section : '')));
  const sections = pass.sections.all.filter(section => section.size > 0 || used.has(section.name));
  return {
    name,
    sections: sections.map(section => section.finish()),
    symbols,
    debug: finishDebug(pass, debug),
  };
}

/** The row of a symbol; undefined for one that stays out of the table. */
function objectSymbol(pass: Pass, symbol: Sym): ObjectSymbol | undefined {
  if (symbol.hidden || symbol.platform) return undefined;
  const value = symbol.defined ? pass.evaluator.resolve(symbol.reference) : symbol.reference;
  if (!value || !(symbol.defined || symbol.relocated || symbol.binding === 'global')) return undefined;
  const place = placeOf(pass, symbol, value);
  const mention = symbol.definition ?? symbol.use;
  return {
    name: symbol.name,
    binding: symbol.binding ?? (place === undefined ? 'global' : 'local'),
    kind: symbol.kind,
    place,
    size: sizeOf(pass, symbol),
    ...(mention && { span: mention.frame.span(mention.node) }),
  };
}

function placeOf({ reporter }: Pass, symbol: Sym, { symbol: target, number }: Value): ObjectSymbol['place'] {
  if (!target) return number;
  if (target.section) return target.section.place(target.offset + number);
  if (target !== symbol && symbol.definition)
    reporter.say(
      symbol.definition.frame,
      symbol.definition.node,
      says('asm-alias-undefined', { name: symbol.name, label: label(target) }),
    );
  return undefined;
}

function sizeOf({ reporter }: Pass, symbol: Sym): number {
  const value = symbol.size?.value();
  if (!symbol.size || !value) return 0;
  if (!value.symbol && value.number >= 0) return value.number;
  reporter.say(symbol.size.frame, symbol.size.node, says('asm-size'));
  return 0;
}

function finishDebug(pass: Pass, debug: DebugInfo<string> | undefined): DebugInfo<SectionOffset> {
  const mapped = debug ? mapAddresses(debug, address => labelPlace(pass, address)) : emptyDebugInfo;
  return {
    ...mapped,
    files: pass.lines.files,
    lines: [...mapped.lines, ...pass.lines.finish()],
    unwind: [...mapped.unwind, ...pass.unwind.finish()],
  };
}

function labelPlace({ symbols, reporter }: Pass, name: string): SectionOffset {
  const symbol = symbols.find(name);
  if (symbol?.section) return symbol.section.place(symbol.offset);
  reporter.general(says('asm-debug-undefined', { name }));
  return { section: '.text', offset: 0 };
}
