/** Types as C writes them: `char *`, `int [4]`, `int (*)(int)`. */
import { type CType, ATOMIC, CONST, RESTRICT, VOLATILE } from './types';

export function printType(type: CType): string {
  return printDeclaration(type, '');
}

/** The declaration of a name with this type; inside out, as C has it. Names of parameters where they are wanted and known. */
export function printDeclaration(type: CType, name: string, parameterNames = false): string {
  const space = name === '' ? '' : ' ';
  if (type.alias) return `${qualifiersOf(type, type.alias.type.qualifiers)}${type.alias.name}${space}${name}`;
  switch (type.kind) {
    case 'pointer': {
      const inner = `*${pointerQualifiers(type)}${name}`;
      const nested = !type.target.alias && (type.target.kind === 'array' || type.target.kind === 'function');
      return printDeclaration(type.target, nested ? `(${inner})` : inner, parameterNames);
    }
    case 'array':
      return printDeclaration(type.element, `${name}[${type.count ?? ''}]`, parameterNames);
    case 'function':
      return printDeclaration(
        type.returns,
        `${name}(${parameterList(type, parameterNames)})`,
        parameterNames,
      );
    default:
      return `${qualifiersOf(type, 0)}${baseName(type)}${space}${name}`;
  }
}

function parameterList(type: CType & { kind: 'function' }, named: boolean): string {
  if (!type.prototype) return '';
  const texts = type.parameters.map(({ type: each, name }) =>
    named ? printDeclaration(each, name ?? '') : printType(each),
  );
  if (type.variadic) texts.push('...');
  return texts.join(', ') || 'void';
}

function qualifiersOf(type: CType, without: number): string {
  const bits = type.qualifiers & ~without;
  if (bits === 0) return '';
  const words = [bits & CONST && 'const', bits & VOLATILE && 'volatile', bits & ATOMIC && '_Atomic'];
  return words.map(word => (word ? `${word} ` : '')).join('');
}

function pointerQualifiers(type: CType): string {
  return `${qualifiersOf(type, 0)}${type.qualifiers & RESTRICT ? 'restrict ' : ''}`;
}

function baseName(type: CType): string {
  switch (type.kind) {
    case 'integer':
    case 'float':
      return type.name;
    case 'bool':
      return '_Bool';
    case 'enum':
      return `enum ${type.definition.tag ?? '{…}'}`;
    case 'record':
      return `${type.definition.keyword} ${type.definition.tag ?? '{…}'}`;
    default:
      return type.kind;
  }
}
