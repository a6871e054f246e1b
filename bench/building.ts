/** Measures the tools: compiling, assembling, and building the kernel and a program. */
import { assemble } from '../src/assembler';
import { compile } from '../src/codegen';
import { SourceFile } from '../src/source';
import {
  buildKernel,
  buildProgram,
  buildWorld,
  guestHeaders,
  guestRoot,
  sourcesIn,
  treeOf,
} from '../src/boot';
import { type Figure, type Group, median, timesOf } from './figures';
import { type Contents, filesIn, prebuiltGuest, prebuiltArchives } from './guest-files';

const runs = 7;
const program = 'examples/hello.c';

/** What nothing has warmed up comes first. */
export function measureBuilding(root: string, contents: Contents): Group {
  return {
    title:
      'Building (in one process, nothing kept from before; median of 7 runs, the code warm, unless told)',
    figures: [...kernelTimes(contents), ...programTimes(root, contents), ...toolSpeeds(contents)],
  };
}

function kernelTimes(contents: Contents): Figure[] {
  const build = () => buildKernel({ files: treeOf(new Map()), guest: treeOf(contents) });
  const what = 'the kernel and the library';
  const [first] = timesOf(1, build);
  return [
    { what, value: first!, unit: 'ms', about: 'the first time in the process' },
    { what, value: median(timesOf(runs, build)), unit: 'ms' },
  ];
}

function programTimes(root: string, contents: Contents): Figure[] {
  const files = filesIn(root);
  const cold = () => buildProgram({ files, guest: treeOf(contents), parts: [program] });
  const archives = prebuiltArchives(contents);
  const prebuilt = () => buildProgram({ files, guest: prebuiltGuest(contents, archives), parts: [program] });
  return [
    { what: 'hello.c and the library', value: median(timesOf(runs, cold)), unit: 'ms' },
    { what: 'hello.c, prebuilt library', value: median(timesOf(3 * runs, prebuilt)), unit: 'ms' },
  ];
}

/** Over the C files of the kernel; lines of headers are read as often as they are included, and not counted. */
function toolSpeeds(contents: Contents): Figure[] {
  const files = buildWorld(treeOf(new Map()), treeOf(contents));
  const home = `${guestRoot}/kernel`;
  const sources = sourcesIn(files, home)
    .filter(path => path.endsWith('.c'))
    .map(path => new SourceFile(path, new TextDecoder().decode(files.read(path))));
  const options = { files, includePaths: [home, guestHeaders] };
  const compileAll = () => sources.map(source => compile(source, options));
  const outputs = compileAll().map(({ assembly, debug }, index) => ({
    source: new SourceFile(`${index}.toy`, assembly),
    debug,
  }));
  const assembleAll = () => outputs.map(({ source, debug }) => assemble(source, { ...options, debug }));
  return [
    { what: 'compiler', ...speed(sources, compileAll), about: 'kernel sources, headers not counted' },
    {
      what: 'assembler',
      ...speed(
        outputs.map(({ source }) => source),
        assembleAll,
      ),
      about: 'what the compiler makes of them',
    },
  ];
}

function speed(sources: readonly SourceFile[], work: () => unknown): Pick<Figure, 'value' | 'unit'> {
  const lines = sources.reduce((sum, { lineStarts }) => sum + lineStarts.length, 0);
  return { value: (lines / median(timesOf(runs, work))) * 1000, unit: 'lines/s' };
}
