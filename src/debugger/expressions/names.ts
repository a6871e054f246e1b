/**
 * What names mean at a place of the code, and in a frame there: variables in scope, globals, functions, types,
 * enumerators, and registers that nothing hides.
 */
import type { EnumeratorSymbol, NamedSymbol, Surroundings, TypedefSymbol } from '../../c';
import { type CType, type VariableInfo, unsignedType, used, voidType } from '../../image';
import type { Machine } from '../../machine';
import { didYouMean } from '../../source';
import type { Module } from '../images/module';
import type { Modules } from '../images/modules';
import type { CodeFrame, CodePosition } from '../unwind/frames';
import { placeOf } from '../unwind/variables';
import type { Space } from '../values/space';
import { type Value, type ValuePlace, absentPlace, memoryPlace } from '../values/value';
import { sized, withSizes } from './arrays';
import { registerSymbol } from './registers';
import { type PlacedSymbol, constants, enumeratorSymbol, placedSymbol, typedefSymbol } from './symbols';

/** What it takes and returns is not known. */
const functionOfAssembly: CType = {
  kind: 'function',
  returns: voidType,
  parameters: [],
  variadic: false,
  prototype: false,
  qualifiers: 0,
};

/** Of the word at a label of assembly. */
export const labelType: CType = used(unsignedType, 'label');

export class CodeNames implements Surroundings {
  /** What names are looked up in. */
  readonly module: Module | undefined;

  constructor(
    protected readonly modules: Modules,
    protected readonly code: CodePosition | undefined,
  ) {
    this.module = code ? code.image : modules.started[0];
  }

  /** The same object where every name means the same; undefined where that is not known. */
  get scope(): object | undefined {
    const { code } = this;
    return code?.image?.scopeAt(code.lookup);
  }

  /** `name`, `module::name`, `$register`. */
  lookup(name: string): NamedSymbol | undefined {
    if (name.startsWith('$')) return this.register(name.slice(1));
    const { module, rest } = qualified(name);
    if (module !== undefined) return this.qualified(module, rest);
    return (
      this.local(name) ??
      this.ofModule(name, this.module) ??
      this.register(name) ??
      constants.get(name) ??
      typedef(name, this.modules.kernel)
    );
  }

  /** `module::name`, `function::static`, `module::function::static`; for a function also `file.c`, and behind it. */
  private qualified(first: string, rest: string): NamedSymbol | undefined {
    const module = this.modules.named(first);
    const inner = qualified(rest);
    if (module && inner.module !== undefined)
      return this.ofFile(module, inner.module, inner.rest) ?? this.staticOf(module, inner.module, inner.rest);
    return (
      (module && this.ofModule(rest, module)) ??
      (this.module && this.ofFile(this.module, first, rest)) ??
      (this.module && this.staticOf(this.module, first, rest)) ??
      (module === undefined ? this.staticOf(this.modules.kernel, first, rest) : undefined)
    );
  }

  /** A variable of a function that lives as long as the program. */
  private staticOf(
    module: Module,
    routine: string,
    name: string,
    files?: readonly number[],
  ): PlacedSymbol | undefined {
    const info = module.staticOf(routine, name, files);
    return info && lasting(info, module, routine);
  }

  /** A variable or a function of a file, static or not, or a static variable of one of its functions. */
  private ofFile(module: Module, file: string, rest: string): PlacedSymbol | undefined {
    const files = module.filesNamed(file);
    if (files.length === 0) return undefined;
    const inner = qualified(rest);
    if (inner.module !== undefined) return this.staticOf(module, inner.module, inner.rest, files);
    const isIt = (row: { readonly name: string; readonly file: number }) =>
      row.name === rest && files.includes(row.file);
    const variable = module.debug.globals.find(isIt);
    if (variable) return lasting(variable, module);
    const routine = module.debug.functions.find(isIt);
    if (!routine) return undefined;
    const { start, type } = routine;
    return placedSymbol(rest, module.types.get(type), names => memoryPlace(names.spaceOf(module), start));
  }

  lookupTag(tag: string): CType | undefined {
    const { module, rest } = qualified(tag);
    if (module !== undefined) return this.modules.named(module)?.types.tagged(rest);
    return this.module?.types.tagged(tag) ?? this.modules.kernel.types.tagged(tag);
  }

  undeclared(name: string): string {
    if (name.startsWith('$')) return `there is no register ${name.slice(1)}`;
    const { module, rest } = qualified(name);
    if (module === undefined || this.modules.named(module)) return this.missing(rest, module);
    if (this.module?.debug.functions.some(info => info.name === module))
      return `the function ${module} has no static variable ${rest}`;
    if (this.module && this.module.filesNamed(module).length > 0) return `there is no ${rest} in ${module}`;
    return `there is no program ${module}: what stands before :: is kernel, or the name of a program`;
  }

  register(name: string): PlacedSymbol | undefined {
    return registerSymbol(name, this.code !== undefined);
  }

  /** Variables in scope, parameters first, without those that an inner one of the same name hides. */
  locals(): VariableInfo[] {
    return this.allLocals().flatMap(({ info, hidden }) => (hidden === 0 ? info : []));
  }

  /** All of them; `hidden`: by how many of the same name. */
  allLocals(): { readonly info: VariableInfo; readonly hidden: number }[] {
    const { code } = this;
    const all = code?.image?.variablesAt(code.lookup).flat() ?? [];
    return all.flatMap((info, at) => {
      const hidden = all.slice(at + 1).filter(({ name }) => name === info.name).length;
      return info.name === '' ? [] : [{ info, hidden }];
    });
  }

  private local(name: string): PlacedSymbol | undefined {
    const { module } = this;
    const info = this.locals().find(row => row.name === name);
    const type = info && module?.typeOf(info, this.code?.routine?.name);
    return type && placedSymbol(name, withSizes(type, info), names => names.placeOf(info));
  }

  private ofModule(name: string, module: Module | undefined): NamedSymbol | undefined {
    return (
      module &&
      (this.global(name, module) ?? typedef(name, module) ?? label(name, module) ?? enumerator(name, module))
    );
  }

  private global(name: string, module: Module): PlacedSymbol | undefined {
    const file = this.code?.routine?.info?.file;
    const same = module.debug.globals.find(row => row.name === name && row.file === file);
    const info = (module === this.module ? same : undefined) ?? module.global(name);
    return info && lasting(info, module);
  }

  private missing(name: string, moduleName: string | undefined): string {
    const where = moduleName ?? this.module?.name ?? 'this frame';
    const start = `there is no ${name} in ${where}`;
    const { kernel } = this.modules;
    const elsewhere = moduleName === undefined ? this.outOfScope(name) : undefined;
    if (elsewhere !== undefined) return `${start}; ${elsewhere}`;
    if (moduleName === undefined && this.module !== kernel && this.ofModule(name, kernel))
      return `${start}; the kernel has one: kernel::${name}`;
    const hint = name.length > 1 ? didYouMean(name, this.candidates()) : undefined;
    return hint ? `${start}; ${hint}` : start;
  }

  /** The function of the same file that has a variable of that name, in words. */
  private outOfScope(name: string): string | undefined {
    const routine = this.code?.routine?.info;
    const owner = routine && this.module?.functionWith(name, routine.file);
    if (!owner) return undefined;
    return this.module?.staticOf(owner.name, name)
      ? `${owner.name} has one: ${owner.name}::${name}`
      : `${owner.name} has one, which is not in scope here`;
  }

  private *candidates(): Iterable<string> {
    for (const { name } of this.locals()) yield name;
    for (const { name } of this.module?.debug.globals ?? []) yield name;
    for (const { name } of this.module?.debug.functions ?? []) yield name;
  }
}

/** The same in a frame, with what it takes to find their values. */
export class FrameNames extends CodeNames {
  constructor(
    readonly machine: Machine,
    modules: Modules,
    readonly frame: CodeFrame | undefined,
    readonly space: Space,
    /** The memory that addresses of a program mean; throws DebuggerError where no process runs it. */
    private readonly spaceOfProgram: (module: Module) => Space,
    code: CodePosition | undefined = frame,
  ) {
    super(modules, code);
  }

  /** The memory in which the variables and functions of a program, or of the kernel, stand. */
  spaceOf(module: Module): Space {
    return module.of === 'kernel' || module === this.frame?.image ? this.space : this.spaceOfProgram(module);
  }

  /** The value of a variable of the frame's own program. */
  variable(info: VariableInfo): Value {
    if (!this.module) throw new Error(`${info.name} is a variable of no program`);
    const type = this.module.typeOf(info, this.frame?.routine?.name);
    return { type: sized(withSizes(type, info), this), place: this.placeOf(info) };
  }

  placeOf(info: VariableInfo): ValuePlace {
    if (this.frame) return placeOf(info, this.frame);
    return globalPlace(info, this.space) ?? absentPlace('there is no frame');
  }
}

/** `kernel::current` */
function qualified(name: string): { readonly module: string | undefined; readonly rest: string } {
  const at = name.indexOf('::');
  return at < 0 ? { module: undefined, rest: name } : { module: name.slice(0, at), rest: name.slice(at + 2) };
}

/** A variable that lives as long as the program. */
function lasting(info: VariableInfo, module: Module, routine?: string): PlacedSymbol | undefined {
  const address = globalAddress(info);
  if (address === undefined) return undefined;
  const type = module.typeOf(info, routine);
  return placedSymbol(info.name, type, names => memoryPlace(names.spaceOf(module), address));
}

function typedef(name: string, { types }: Module): TypedefSymbol | undefined {
  const type = types.named(name);
  return type?.alias?.name === name ? typedefSymbol(name, type) : undefined;
}

/** A function, or a label of assembly: its type is not known, so it counts as a word. */
function label(name: string, module: Module): PlacedSymbol | undefined {
  const symbol = module.symbols.named(name);
  if (!symbol) return undefined;
  const { address } = symbol;
  const info = module.functionAt(address);
  const unknown = module.symbols.isCode(address) ? functionOfAssembly : labelType;
  const type = info?.start === address ? module.types.get(info.type) : unknown;
  return placedSymbol(name, type, names => memoryPlace(names.spaceOf(module), address));
}

function enumerator(name: string, { types }: Module): EnumeratorSymbol | undefined {
  const found = types.enumerators.get(name);
  return found && enumeratorSymbol(found);
}

/** Of a variable that lives as long as the program. */
export function globalAddress({ places }: Pick<VariableInfo, 'places'>): number | undefined {
  const place = places.find(row => row.kind === 'memory');
  return place?.kind === 'memory' ? place.address : undefined;
}

export function globalPlace(info: Pick<VariableInfo, 'places'>, space: Space): ValuePlace | undefined {
  const address = globalAddress(info);
  return address === undefined ? undefined : memoryPlace(space, address);
}
