/** A text that is changed again and again: what is known from the version before must be what a fresh look finds. */
import assert from 'node:assert/strict';
import { type CDocument, understood } from '../../../src/language/c/document';
import { cServices } from '../../../src/language';
import { Reads, SourceFile, formatDiagnostic } from '../../../src/source';
import { changesOf, randomFrom, sources } from '../../lsp/mutations';
import { unitsOf } from './support';

/** `npm run fuzz:lsp` makes more of them, and others. */
const count = Number(process.env['RINGSIDE_LSP_MUTATIONS'] ?? 120);
const seed = Number(process.env['RINGSIDE_LSP_SEED'] ?? 1);

describe('a C source that is changed', () => {
  it('is told apart from the headers that have functions too', () => {
    const units = unitsOf({
      'work/part.h': `static inline int g(void) { return 1; }\n${'// \n'.repeat(20)}\n`,
    });
    const text = '#include "part.h"\nint f(int x)\n{\n    if (x)\n        return g();\n}\n';
    const document = (now: string, before?: CDocument) =>
      understood(new SourceFile('work/main.c', now), new Reads(units.files), units.language, before);
    const changed = text.replace('}', '\n }');
    assert.equal(told(document(changed, document(text))), told(document(changed)));
  });

  it(`is understood as a fresh one after each of ${count} changes, seed ${seed}`, function () {
    this.timeout(0);
    const random = randomFrom(seed);
    const own = sources.filter(({ path }) => path.endsWith('.c'));
    const units = unitsOf({});
    for (let made = 0; made < count;) {
      const { path, text } = own[random(own.length)]!;
      let before: CDocument | undefined;
      for (const changed of [text, ...changesOf(text, random)]) {
        const fresh = documentOf(path, changed);
        const now: CDocument = documentOf(path, changed, before);
        assert.equal(told(now), told(fresh), `${path}, change ${made}\n${changed}`);
        before = now;
        if (++made % 4 > 0) continue;
        const offset = random(changed.length + 1);
        const [one, other] = [now, fresh].map(each => answers(each, offset));
        assert.deepEqual(one, other, `${path}, at ${offset}, change ${made}\n${changed}`);
      }
    }

    function documentOf(path: string, text: string, before?: CDocument): CDocument {
      return understood(new SourceFile(path, text), new Reads(units.files), units.language, before);
    }

    /** What is asked while somebody writes, and about one name. */
    function answers(document: CDocument, offset: number): unknown {
      const services = cServices(document, units);
      const completions = services.complete(offset).items.map(({ label, detail }) => `${label} ${detail}`);
      const places = [...services.definition(offset), ...(services.typeDefinition?.(offset) ?? [])];
      const shown = places.map(({ file, start, end }) => `${file.path} ${start} ${end}`);
      return [completions.join('\n'), services.hover(offset)?.text, services.signatureHelp(offset), shown];
    }
  });
});

const told = ({ diagnostics }: CDocument): string =>
  diagnostics.map(each => formatDiagnostic(each)).join('\n');
