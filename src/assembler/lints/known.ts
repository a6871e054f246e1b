/**
 * What was found out about the functions of a source before it was changed. A function is followed again only where something that
 * it was followed by is another: its words, what is at their places, and the places that they name.
 */
import { type Code, type Entry, isSameEntry } from './code';
import { type Followed, FunctionFlow } from './flow';

interface KnownFlow extends Followed {
  readonly entry: Entry;
  readonly code: Code;
}

export class KnownFlows {
  /** By section and name of the function. */
  private flows = new Map<string, KnownFlow>();

  /** Follows the functions of all sections; each is moved to where it stands now. */
  follow(codes: readonly Code[]): ReadonlyMap<Code, ReadonlyMap<number, Followed>> {
    const before = this.flows;
    this.flows = new Map();
    return new Map(
      codes.map(code => [
        code,
        new Map(
          [...code.entries.values()].map(entry => {
            const key = `${code.section.name} ${entry.name}`;
            const known = before.get(key);
            const followed =
              known && isSame(known, code, entry)
                ? moved(known, entry.offset - known.entry.offset)
                : new FunctionFlow(code, entry).follow();
            this.flows.set(key, { ...followed, entry, code });
            return [entry.offset, followed];
          }),
        ),
      ]),
    );
  }
}

function isSame(
  { entry: old, code: before, low, high, isAlone }: KnownFlow,
  code: Code,
  entry: Entry,
): boolean {
  const by = entry.offset - old.offset;
  if (!isAlone || !isSameEntry(old, entry)) return false;
  for (let at = low; at <= high; at += 4) if (!code.isLike(at + by, before, at)) return false;
  return true;
}

function moved(known: KnownFlow, by: number): Followed {
  if (by === 0) return known;
  const { low, high, privileged, calls, findings, isAlone } = known;
  return {
    low: low + by,
    high: high + by,
    isAlone,
    privileged: privileged.map(at => at + by),
    calls: new Map([...calls].map(([at, target]) => [at + by, target + by])),
    findings: findings.map(finding => ({ ...finding, at: finding.at + by })),
  };
}
