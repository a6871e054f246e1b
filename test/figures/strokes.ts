/** Pictures of made-up parts, held equal to what was looked at once: `drawn/NAME.txt`. UPDATE_GOLDEN=1 writes them anew. */
import { join } from 'node:path';
import type { Content, Section } from '../../src/figures';
import { assertGolden } from '../support/golden';

/** Each section at each width: shapes, tables and sentences, one a line. */
export function checkDrawn<Parts>(
  name: string,
  sections: readonly Section<Parts>[],
  parts: Parts,
  widths: readonly number[] = [280, 900],
): void {
  const texts = sections.flatMap(section =>
    widths.map(width => `${section.id} at ${width}\n${lines(section.content(parts, width)).join('\n')}`),
  );
  assertGolden(join(__dirname, 'drawn', `${name}.txt`), `${texts.join('\n\n')}\n`);
}

function lines({ drawing, ...rest }: Content): string[] {
  const { shapes = [], ...size } = drawing ?? {};
  return [rest, size, ...shapes].map(each => JSON.stringify(each));
}
