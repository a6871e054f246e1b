/** What a client can ask, as a table: each request of LSP, and how the services of `src/language` answer it. */
import {
  type CallHierarchyItem,
  type CodeActionParams,
  type CompletionItem,
  type CompletionParams,
  LSPErrorCodes,
  type Position,
  type Range,
  ResponseError,
} from 'vscode-languageserver';
import type { Completion, FormatOptions, Services } from '../language';
import type { CallData, Converter } from './convert';
import type { Places } from './places';
import { byFile } from './publisher';
import { encodedTokens } from './tokens';

interface InDocument {
  readonly textDocument: { readonly uri: string };
}
interface Formatting {
  readonly options: FormatOptions;
}
interface AtPlace extends InDocument {
  readonly position: Position;
}

/** What a row answers with: the document, what is asked, and what it is said in. */
type Answer<Parameters> = (services: Services, parameters: Parameters, convert: Converter) => unknown;

export interface RequestRow {
  readonly method: string;
  /** The URI of the document that is asked about. */
  readonly uri: (parameters: never) => string;
  readonly answer: Answer<never>;
}

const inDocument = <P extends InDocument>(method: string, answer: Answer<P>): RequestRow => ({
  method,
  uri: ({ textDocument }: InDocument) => textDocument.uri,
  answer,
});

/** About a place in a document. */
const at = <P extends AtPlace>(
  method: string,
  answer: (services: Services, offset: number, convert: Converter, parameters: P) => unknown,
): RequestRow =>
  inDocument<P>(method, (services, parameters, convert) =>
    answer(services, convert.places.offset(services.file, parameters.position), convert, parameters),
  );

/** About an item of the call hierarchy, which says in which source it was asked for. */
const ofItem = (
  method: string,
  answer: (services: Services, data: CallData, convert: Converter) => unknown,
): RequestRow => ({
  method,
  uri: ({ item }: { item: CallHierarchyItem }) => dataOf(item).from,
  answer: (services, { item }: { item: CallHierarchyItem }, convert) =>
    answer(services, dataOf(item), convert),
});

/** The item comes back as it was sent. */
const dataOf = ({ data }: CallHierarchyItem): CallData => data as CallData;

/** The completions that were offered last, for the item that is looked at. */
let offered: readonly Completion[] = [];

export const requests: readonly RequestRow[] = [
  at<AtPlace & Pick<CompletionParams, 'context'>>(
    'textDocument/completion',
    (services, offset, convert, { context }) => {
      const { span, items } = services.complete(offset, context?.triggerCharacter);
      offered = items;
      return items.map((item, index) => convert.completion(item, span, index));
    },
  ),
  at('textDocument/hover', (services, offset, convert) => {
    const hover = services.hover(offset);
    return hover ? { contents: convert.markup(hover.text), range: convert.places.range(hover.span) } : null;
  }),
  at('textDocument/signatureHelp', signature),
  at('textDocument/definition', (services, offset, convert) =>
    services.definition(offset).map(span => convert.location(span)),
  ),
  at('textDocument/declaration', (services, offset, convert) =>
    (services.declaration ?? services.definition)(offset).map(span => convert.location(span)),
  ),
  at('textDocument/typeDefinition', (services, offset, convert) =>
    services.typeDefinition?.(offset).map(span => convert.location(span)),
  ),
  at('textDocument/implementation', (services, offset, convert) =>
    services.definition(offset).map(span => convert.location(span)),
  ),
  at<AtPlace & { context: { includeDeclaration: boolean } }>(
    'textDocument/references',
    (services, offset, convert, { context }) =>
      services
        .references(offset, context.includeDeclaration ? 'all' : 'uses')
        .map(span => convert.location(span)),
  ),
  at('textDocument/documentHighlight', (services, offset, convert) =>
    services.highlights(offset).map(each => convert.highlight(each)),
  ),
  at('textDocument/prepareRename', (services, offset, convert) => {
    const span = services.renameRange(offset);
    return span ? convert.places.range(span) : null;
  }),
  at<AtPlace & { newName: string }>('textDocument/rename', (services, offset, convert, { newName }) => {
    const spans = services.rename(offset, newName);
    if (typeof spans === 'string') throw new ResponseError(LSPErrorCodes.RequestFailed, spans);
    return convert.workspaceEdit(spans.map(span => ({ span, text: newName })));
  }),
  at('textDocument/prepareCallHierarchy', (services, offset, convert, { textDocument }) =>
    services.callersAt?.(offset).map(each => convert.caller(each, textDocument.uri)),
  ),
  ofItem('callHierarchy/incomingCalls', (services, { from, called }, convert) =>
    services.incoming?.(called).map(({ other, places }) => ({
      from: convert.caller(other, from),
      fromRanges: places.map(span => convert.places.range(span)),
    })),
  ),
  ofItem('callHierarchy/outgoingCalls', (services, { from, called }, convert) =>
    services.outgoing?.(called).map(({ other, places }) => ({
      to: convert.caller(other, from),
      fromRanges: places.map(span => convert.places.range(span)),
    })),
  ),
  inDocument('textDocument/documentSymbol', (services, _parameters, convert) =>
    convert.can.hierarchy
      ? services.outline().map(item => convert.symbol(item))
      : convert.flatSymbols(services.outline()),
  ),
  inDocument('textDocument/foldingRange', (services, _parameters, convert) =>
    services.folds().map(each => convert.fold(each)),
  ),
  inDocument<InDocument & { positions: Position[] }>(
    'textDocument/selectionRange',
    (services, { positions }, convert) =>
      positions.map(position => nested(services, position, convert.places)),
  ),
  inDocument('textDocument/documentLink', (services, _parameters, convert) =>
    services
      .links?.()
      .map(({ span, target }) => ({ range: convert.places.range(span), target: convert.uri(target) })),
  ),
  inDocument<CodeActionParams>('textDocument/codeAction', (services, { range, context }, convert) =>
    services
      .actions?.(convert.places.span(services.file, range))
      .filter(({ kind }) => context.only?.some(wanted => kind.startsWith(wanted)) ?? true)
      .map(each => convert.action(each, context.diagnostics)),
  ),
  inDocument<InDocument & { range: Range }>('textDocument/inlayHint', (services, { range }, convert) =>
    services.hints?.(convert.places.span(services.file, range)).map(each => convert.hint(each)),
  ),
  inDocument<InDocument & Formatting>('textDocument/formatting', (services, { options }, convert) =>
    services.format?.(options).map(edit => convert.edit(edit)),
  ),
  inDocument<InDocument & Formatting & { range: Range }>(
    'textDocument/rangeFormatting',
    (services, { options, range }, convert) =>
      services.format?.(options, range.start.line, range.end.line).map(edit => convert.edit(edit)),
  ),
  /** A line is formatted when it has been left, and when its label has got its colon. */
  inDocument<AtPlace & Formatting & { ch: string }>(
    'textDocument/onTypeFormatting',
    (services, { options, position, ch }, convert) => {
      const line = ch === '\n' ? position.line - 1 : position.line;
      return services.format?.(options, line, line).map(edit => convert.edit(edit));
    },
  ),
  inDocument('textDocument/semanticTokens/full', (services, { textDocument: { uri } }, convert) =>
    convert.tokens.all(uri, encodedTokens(services, convert.places)),
  ),
  inDocument<InDocument & { previousResultId: string }>(
    'textDocument/semanticTokens/full/delta',
    (services, { textDocument: { uri }, previousResultId }, convert) =>
      convert.tokens.difference(uri, previousResultId, encodedTokens(services, convert.places)),
  ),
  inDocument<InDocument & { range: Range }>(
    'textDocument/semanticTokens/range',
    (services, { range }, convert) => {
      const { start, end } = convert.places.span(services.file, range);
      return { data: encodedTokens(services, convert.places, start, end) };
    },
  ),
  at('textDocument/linkedEditingRange', (services, offset, convert) => {
    const spans = services.linked?.(offset) ?? [];
    return spans.length > 0 ? { ranges: spans.map(span => convert.places.range(span)) } : null;
  }),
  inDocument<InDocument & { previousResultId?: string }>(
    'textDocument/diagnostic',
    (services, { previousResultId }, convert) => pulled(services, previousResultId, convert),
  ),
  /** Of Ringside's own clients: the parts that conditions take out. */
  inDocument('ringside/inactiveRegions', (services, _parameters, convert) =>
    services.inactive?.().map(span => convert.places.range(span)),
  ),
  /** What the lines of the source become in assembly, and which comes from which. */
  inDocument('ringside/assembly', services => services.assembly?.()),
];

/** The documentation and the rest of a completion that is looked at. */
export function resolved(item: CompletionItem, convert: Converter): CompletionItem {
  const known = offered[Number(item.data)];
  if (known?.label !== item.label || typeof known.documentation !== 'function') return item;
  return { ...item, documentation: convert.markup(known.documentation()) };
}

function signature(services: Services, offset: number, convert: Converter) {
  const help = services.signatureHelp(offset);
  if (!help) return null;
  const parameters = help.parameters.map(({ start, end, about }) => ({
    label: [start, end] as [number, number],
    ...(about && { documentation: about }),
  }));
  const documentation = help.summary ? { documentation: convert.markup(help.summary) } : {};
  return {
    signatures: [{ label: help.form, ...documentation, parameters }],
    activeSignature: 0,
    activeParameter: help.active,
  };
}

/** What a document has to say, of itself and of the files that it includes; nothing if that is what was told before. */
function pulled(services: Services, before: string | undefined, convert: Converter): object {
  const { path } = services.file;
  const [[, items] = ['', []], ...others] = [...byFile(path, services.diagnostics())].map(
    ([of, list]) => [of, list.map(each => convert.diagnostic(each))] as const,
  );
  const resultId = hash(JSON.stringify([items, others]));
  if (resultId === before) return { kind: 'unchanged', resultId };
  const related = others.map(([of, list]) => [convert.uriOf(of), { kind: 'full', items: list }] as const);
  return {
    ...{ kind: 'full', resultId, items },
    ...(related.length > 0 && { relatedDocuments: Object.fromEntries(related) }),
  };
}

/** A short name for a text (FNV-1a). */
function hash(text: string): string {
  let sum = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) sum = Math.imul(sum ^ text.charCodeAt(at), 0x01000193);
  return `${(sum >>> 0).toString(16)}-${text.length}`;
}

interface SelectionRange {
  range: Range;
  parent?: SelectionRange;
}

function nested(services: Services, position: Position, places: Places): SelectionRange {
  const spans = services.selection?.(places.offset(services.file, position)) ?? [];
  const none = { range: { start: position, end: position } };
  return (
    spans.reduceRight<SelectionRange | undefined>(
      (parent, span) => ({ range: places.range(span), ...(parent && { parent }) }),
      undefined,
    ) ?? none
  );
}
