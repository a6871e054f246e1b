/** The tour as a page, for those who have no editor at hand. */
import { type TourStep, tour } from '../../src/extension/tour/steps';

export const tourPage =
  (): string => `<!-- Generated from src/extension/tour/steps.ts by \`npm run generate\`: do not edit. -->

# Tour: limited direct execution

OSTEP, chapter 6, in ${tour.length} moments. In VS Code, _Ringside: Tour of Limited Direct Execution…_ asks what you expect, tells the answer, and opens the debugger at
the instant; what you have seen is kept. Each moment is found by a question (see [questions](questions.md)), so that it is there in every kernel. On the command line,
in \`examples\`, the question is asked so:

${tour.map((step, index) => section(step, index + 1)).join('\n')}`;

function section({ title, moment, predict, choices, answer }: TourStep, number: number): string {
  const programs = moment.programs.map(({ program, args }) => [...program, ...args].join(' ')).join(' -- ');
  const [right, ...wrong] = choices;
  const all = [right, ...wrong].sort((a, b) => (a < b ? -1 : 1));
  return `## ${number}. ${title}

    ringside ask --timer ${moment.timer} -q '${moment.question}' ${programs}

${predict}

${all.map(choice => `- ${choice}.`).join('\n')}

<details><summary>The answer</summary>

${right}. ${answer}

</details>
`;
}
