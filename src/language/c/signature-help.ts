/** The function or macro whose arguments are being written, and which of them. */
import type { Entity, Expression } from '../../c';
import { type CType, printDeclaration, printType } from '../../image';
import type { SignatureHelp } from '../results';
import { commentOf } from './comments';
import type { CDocument } from './document';
import { pieceAround, pieceIndex } from './pieces';

export function signatureHelp(document: CDocument, offset: number): SignatureHelp | undefined {
  if (pieceAround(document.pieces, offset)?.kind === 'comment') return undefined;
  const call = openCall(document, offset);
  if (!call) return undefined;
  const entity = entityBefore(document, call.name);
  if (entity?.macro?.parameters)
    return helpOf(entity.name, entity.macro.parameters, '', call.active, summaryOf(entity));
  const type = functionType(entity?.type ?? calleeType(document, call.name));
  if (!type) return undefined;
  const name = entity?.name ?? document.text.slice(call.name.start, call.name.end);
  const parameters = type.parameters.map(each => printDeclaration(each.type, each.name ?? ''));
  if (type.variadic) parameters.push('...');
  const active = type.variadic ? Math.min(call.active, parameters.length - 1) : call.active;
  return helpOf(
    name,
    parameters,
    `${printType(type.returns)} `.replace('* ', '*'),
    active,
    summaryOf(entity),
  );
}

function helpOf(
  name: string,
  list: readonly string[],
  before: string,
  active: number,
  summary: string,
): SignatureHelp {
  let form = `${before}${name}(`;
  const parameters = list.map((text, at) => {
    if (at > 0) form += ', ';
    const start = form.length;
    form += text;
    return { start, end: form.length, about: '' };
  });
  return { form: `${form})`, summary, parameters, active };
}

const summaryOf = (entity: Entity | undefined): string => {
  const span = entity?.extent ?? entity?.mentions[0]?.span;
  return span ? commentOf(span) : '';
};

interface OpenCall {
  readonly name: { readonly start: number; readonly end: number };
  /** Commas before the cursor. */
  readonly active: number;
}

/** The innermost parenthesis before an offset that is open there, with a word before it; a statement does not go past `;` or a brace. */
function openCall({ pieces, text }: CDocument, offset: number): OpenCall | undefined {
  let depth = 0;
  let active = 0;
  for (let at = pieceIndex(pieces, offset - 1); at > 0; at--) {
    const piece = pieces[at];
    if (piece?.kind !== 'mark') continue;
    const mark = text.slice(piece.start, piece.end);
    if (/^[;{}]$/.test(mark) && depth === 0) return undefined;
    if (/^[)\]}]$/.test(mark)) depth++;
    else if (/^[([{]$/.test(mark) && depth > 0) depth--;
    else if (mark === ',' && depth === 0) active++;
    else if (mark === '(') {
      const name = pieces[at - 1];
      if (
        name?.kind === 'word' &&
        !/^(if|while|for|switch|return|sizeof)$/.test(text.slice(name.start, name.end))
      )
        return { name, active };
      active = 0;
    } else if (mark === '[') active = 0;
  }
  return undefined;
}

function entityBefore({ index, path }: CDocument, { start }: { readonly start: number }): Entity | undefined {
  return index.at(path, start).find(({ span }) => span.start === start)?.entity;
}

/** Of a name that the index does not know: what a broken call calls. */
function calleeType({ index, path }: CDocument, name: { readonly end: number }): CType | undefined {
  const ends = ({ span }: Expression) => span.file.path === path && span.end === name.end;
  return index.tables.expressions.find(ends)?.type;
}

function functionType(type: CType | undefined): (CType & { kind: 'function' }) | undefined {
  if (type?.kind === 'pointer') return functionType(type.target);
  return type?.kind === 'function' ? type : undefined;
}
