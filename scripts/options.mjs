/** The options of a developer's command: `--help` prints them, and what is none of them is answered with a sentence. */
import { parseArgs } from 'node:util';

function helpText(usage, options) {
  const rows = Object.entries(options).map(([name, { type, help, default: value }]) => [
    type === 'boolean' ? `--${name}` : `--${name} X`,
    type === 'boolean' || value === undefined ? help : `${help} (${value})`,
  ]);
  const width = Math.max(...rows.map(([name]) => name.length), '--help'.length);
  return [
    usage,
    ...[...rows, ['--help', 'this text']].map(([name, help]) => `  ${name.padEnd(width)}  ${help}`),
  ]
    .map(line => `${line}\n`)
    .join('');
}

/**
 * Reads the command line. `options` are those of `parseArgs`, each with a line of `help`; `files` says whether other
 * words may stand there. Ends the process, with 0 after `--help` and with 2 where the words make no sense.
 */
export function parseOptions({ usage, options = {}, files = false }) {
  try {
    const all = { ...options, help: { type: 'boolean' } };
    const parsed = parseArgs({ options: all, allowPositionals: files });
    if (!parsed.values.help) return parsed;
    process.stdout.write(helpText(usage, options));
  } catch (error) {
    console.error(`${error.message.split('. ')[0]}\n${helpText(usage, options)}`);
    process.exit(2);
  }
  process.exit(0);
}

/** A number in an option; ends the process with a sentence where it is none. */
export function numberOf(values, name, least = 0) {
  const number = Number(values[name]);
  if (Number.isInteger(number) && number >= least) return number;
  console.error(`--${name}: expected a whole number from ${least}, not "${values[name]}"`);
  process.exit(2);
}
