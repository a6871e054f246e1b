/** The tour as pages, a step each, for those who have no editor at hand, and for teachers to link to or to print. */
import { type TourStep, tour, tourPath } from '../../src/extension/tour/steps';

const mark = '<!-- Generated from src/extension/tour/steps.ts by `npm run generate`: do not edit. -->';

const fileOf = ({ id }: TourStep, index: number) => `${index + 1}-${id}.md`;

const overview = `${mark}

# Tour: limited direct execution

OSTEP, chapter 6, in ${tour.length} moments. In VS Code, _Ringside: Tour of Limited Direct Execution…_ asks what you expect, tells the answer, and opens the debugger at
the instant; what you have seen is kept. Each moment is found by a question (see [questions](../questions.md)), so that it is there in every kernel.

${tour.map((step, index) => `${index + 1}. [${step.title}](${fileOf(step, index)})`).join('\n')}

The links to VS Code in these pages work where the extension is installed, from a browser or a course's own pages too.
`;

export const tourPages: Readonly<Record<string, () => string>> = {
  'docs/tour/README.md': () => overview,
  ...Object.fromEntries(
    tour.map((step, index) => [`docs/tour/${fileOf(step, index)}`, () => page(step, index)] as const),
  ),
};

function page(step: TourStep, index: number): string {
  const { id, title, moment, predict, choices, answer, shown } = step;
  const programs = moment.programs.map(({ program, args }) => [...program, ...args].join(' ')).join(' -- ');
  const asked = (question: string) => `    ringside ask --timer ${moment.timer} -q '${question}' ${programs}`;
  const [right, ...wrong] = choices;
  const all = [right, ...wrong].sort((a, b) => (a < b ? -1 : 1));
  return `${mark}

# ${index + 1}. ${title}

${predict}

${all.map(choice => `- ${choice}.`).join('\n')}

<details><summary>The answer</summary>

${right}. ${answer}

</details>

## See it

[Open the moment in VS Code](vscode://ringside.ringside${tourPath}?${id}), or find it on the command line, in \`examples\`:

${asked(moment.question)}

That it is so in the whole run:

${asked(shown)}

${neighbours(index)}
`;
}

function neighbours(index: number): string {
  const link = (words: string, at: number) => {
    const step = tour[at];
    return step ? [`${words}: [${step.title}](${fileOf(step, at)})`] : [];
  };
  return [...link('Before', index - 1), ...link('Next', index + 1), '[All moments](README.md)'].join(' · ');
}
