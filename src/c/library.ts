/** Which header a name of the library is in. */
import { headerNames } from './header-names';

interface LibraryName {
  readonly header: string;
  readonly isType: boolean;
}

let known: ReadonlyMap<string, LibraryName> | undefined;

/** Of headers that have the same name the first counts; `bool` and its values are of a header too. */
export function libraryName(name: string): LibraryName | undefined {
  return (known ??= collected()).get(name);
}

/** What to do where such a name is not declared. */
export function headerHint(name: string): string | undefined {
  const found = libraryName(name);
  return found && `write '#include <${found.header}>' at the top of the file`;
}

function collected(): ReadonlyMap<string, LibraryName> {
  const names = new Map<string, LibraryName>();
  const add = (text: string, header: string, isType: boolean) => {
    for (const name of text.split(' ')) if (!names.has(name)) names.set(name, { header, isType });
  };
  for (const { header, types, values } of headerNames) {
    add(types, header, true);
    add(values, header, false);
  }
  names.set('bool', { header: 'stdbool.h', isType: true });
  return names;
}
