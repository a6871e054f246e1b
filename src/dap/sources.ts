/**
 * Sources as DAP describes them. Bundled ones are given as `ringside:/guest/…` to a client that can open that, as the
 * user's file where the same text lies on the disk, else with a number by which the client asks for the text.
 */
import type { DebugProtocol } from '@vscode/debugprotocol';
import { type AsyncFiles, type GuestFiles, filesUnder, guestFolder } from '../boot';
import { baseName, resolvePath } from '../source';
import type { Client } from './client';
import { RequestError } from './errors';

const bundledScheme = 'ringside:/';

export class Sources {
  /** The client opens `ringside:/…` by itself. */
  opensBundled = false;
  private readonly numbers = new Map<string, number>();
  /** Texts that are nowhere else to be had: of a recording. */
  private served: ReadonlyMap<string, Uint8Array> = new Map();
  private readonly onDisk = new Map<string, string>();
  private readonly fromDisk = new Map<string, string>();
  /** Paths of the debug information by those without symbolic links, and what the client calls them. */
  private readonly byRealPath = new Map<string, string>();
  private readonly clientNames = new Map<string, string>();

  constructor(
    private readonly client: Client,
    private readonly guest: GuestFiles,
    private readonly realPath = (path: string) => path,
  ) {}

  /** Sources of the programs: whichever of its names the client has for one, it is the same file. */
  know(paths: readonly string[]): void {
    for (const path of paths) if (!isBundled(path)) this.byRealPath.set(this.realPath(path), path);
  }

  /** Finds bundled sources that lie below a folder with the same text. */
  async findOnDisk(files: AsyncFiles, folder: string): Promise<void> {
    if ((await files.list(resolvePath(folder, guestFolder))).length === 0) return;
    const find = async (path: string) => {
      const place = resolvePath(folder, path);
      const there = await files.read(place);
      if (!there || !sameText(there, this.guest.read(path))) return;
      this.onDisk.set(bundledScheme + path, place);
      this.fromDisk.set(place, bundledScheme + path);
    };
    await Promise.all(filesUnder(this.guest, guestFolder).map(find));
  }

  /** Of these texts of sources, those that have no file with the same text are to be asked for. */
  async serve(texts: ReadonlyMap<string, Uint8Array>, files: AsyncFiles): Promise<void> {
    const isElsewhere = async (path: string, text: Uint8Array) =>
      sameText(text, isBundled(path) ? bundledText(path, this.guest) : await files.read(path));
    const own = await Promise.all([...texts].map(async row => ((await isElsewhere(...row)) ? [] : [row])));
    this.served = new Map(own.flat());
  }

  source(path: string): DebugProtocol.Source {
    const name = baseName(path);
    if (this.served.has(path))
      return { name, path, sourceReference: this.numberOf(path), origin: 'from the recording' };
    const place = this.onDisk.get(path) ?? this.clientNames.get(path) ?? path;
    if (!isBundled(place)) return { name, path: this.client.path(place) };
    if (this.opensBundled) return { name, path };
    return { name, path, sourceReference: this.numberOf(path), origin: 'comes with Ringside' };
  }

  /** The path of the debug information for a source that the client names. */
  path({ path, sourceReference }: DebugProtocol.Source): string {
    if (sourceReference) return this.numbered(sourceReference);
    if (!path) throw new RequestError('bad-arguments', 'a source needs a path or a sourceReference');
    const place = this.client.fromPath(path);
    return this.fromDisk.get(place) ?? this.known(place);
  }

  private known(place: string): string {
    const path = this.byRealPath.get(this.realPath(place));
    if (path === undefined || path === place) return place;
    this.clientNames.set(path, place);
    return path;
  }

  content(source: DebugProtocol.Source): { content: string; mimeType?: string } {
    const path = this.path(source);
    const bytes = this.served.get(path) ?? bundledText(path, this.guest);
    if (!bytes) throw new RequestError('unknown-source', `there is no bundled source ${path}`);
    const mimeType = /\.[ch]$/.test(path) ? { mimeType: 'text/x-c' } : {};
    return { content: new TextDecoder().decode(bytes), ...mimeType };
  }

  private numberOf(path: string): number {
    const number = this.numbers.get(path) ?? this.numbers.size + 1;
    this.numbers.set(path, number);
    return number;
  }

  private numbered(number: number): string {
    const path = [...this.numbers.keys()][number - 1];
    if (path !== undefined) return path;
    throw new RequestError('unknown-source', `there is no source ${number}`);
  }
}

/** The text of a bundled source; undefined for other paths. */
export const bundledText = (path: string, guest: GuestFiles): Uint8Array | undefined =>
  isBundled(path) ? guest.read(path.slice(bundledScheme.length)) : undefined;

const isBundled = (path: string): boolean => path.startsWith(bundledScheme);

function sameText(a: Uint8Array, b: Uint8Array | undefined): boolean {
  return b !== undefined && new TextDecoder().decode(a) === new TextDecoder().decode(b);
}
