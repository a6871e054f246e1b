/** What the client said about itself in `initialize`, and numbers and paths as it wants them. */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { resolvePath } from '../source';

export class Client {
  private given: Partial<DebugProtocol.InitializeRequestArguments> = {};

  /** `folder`: where relative paths are. */
  constructor(private readonly folder = '') {}

  initialize(given: DebugProtocol.InitializeRequestArguments): void {
    this.given = given;
  }

  get showsTypes(): boolean {
    return this.given.supportsVariableType === true;
  }

  get pages(): boolean {
    return this.given.supportsVariablePaging === true;
  }

  get isVsCode(): boolean {
    return this.given.clientID === 'vscode';
  }

  /** It shows output with ANSI sequences in it; VS Code did so before it said so. */
  get showsColours(): boolean {
    return this.given.supportsANSIStyling === true || this.isVsCode;
  }

  get takesInvalidated(): boolean {
    return this.given.supportsInvalidatedEvent === true;
  }

  get takesProgress(): boolean {
    return this.given.supportsProgressReporting === true;
  }

  get takesMemoryEvents(): boolean {
    return this.given.supportsMemoryEvent === true;
  }

  /** From zero-based. */
  line(line: number): number {
    return line + this.firstLine;
  }

  column(column: number): number {
    return column + this.firstColumn;
  }

  /** To zero-based. */
  fromLine(line: number): number {
    return line - this.firstLine;
  }

  fromColumn(column: number): number {
    return column - this.firstColumn;
  }

  private get firstLine(): number {
    return this.given.linesStartAt1 === false ? 0 : 1;
  }

  private get firstColumn(): number {
    return this.given.columnsStartAt1 === false ? 0 : 1;
  }

  /** A path of the tools as the client writes it; what is a URI already stays one. */
  path(path: string): string {
    if (this.given.pathFormat !== 'uri' || !/^(\/|[a-z]:\/)/i.test(path)) return path;
    const parts = path.split('/').map(encodeURIComponent);
    if (path.startsWith('/')) return `file://${parts.join('/')}`;
    return `file:///${path.slice(0, 2)}/${parts.slice(1).join('/')}`;
  }

  /**
   * A path or URI of the client as the tools have it: absolute, `/` between the parts, drive letters small, for a
   * `file:` URI its path.
   */
  fromPath(given: string): string {
    const path = fromFileUri(given);
    const slashes = path.startsWith('/') ? path : path.replaceAll('\\', '/');
    const drive = slashes.replace(/^[A-Z]:/, letter => letter.toLowerCase());
    const share = drive.startsWith('//') ? '/' : '';
    return share + resolvePath(this.folder, drive);
  }
}

function fromFileUri(text: string): string {
  const match = /^file:\/\/([^/]*)(\/.*)$/i.exec(text);
  if (!match) return text;
  const [, host, rest = ''] = match;
  const path = decoded(rest);
  if (host !== '' && host !== 'localhost') return `//${host}${path}`;
  return path.replace(/^\/([a-z]:)/i, '$1');
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
