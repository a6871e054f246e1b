/** Types as C writes them, for messages. */
import { type CType, CONST, RESTRICT, VOLATILE } from './types';

export function printType(type: CType): string {
  return declare(type, '');
}

/** The declaration of a name with this type; inside out, as C has it. */
export function declare(type: CType, name: string): string {
  const space = name === '' || name.startsWith('[') ? '' : ' ';
  if (type.alias) return `${qualifiersOf(type, type.alias.type.qualifiers)}${type.alias.name}${space}${name}`;
  switch (type.kind) {
    case 'pointer': {
      const inner = `*${pointerQualifiers(type)}${name}`;
      const nested = !type.target.alias && (type.target.kind === 'array' || type.target.kind === 'function');
      return declare(type.target, nested ? `(${inner})` : inner);
    }
    case 'array':
      return declare(type.element, `${name}[${type.count ?? ''}]`);
    case 'function':
      return declare(type.returns, `${name}(${parameterList(type)})`);
    default:
      return `${qualifiersOf(type, 0)}${baseName(type)}${space}${name}`;
  }
}

function parameterList(type: CType & { kind: 'function' }): string {
  if (!type.prototype) return '';
  const texts = type.parameters.map(parameter => printType(parameter.type));
  if (type.variadic) texts.push('...');
  return texts.join(', ') || 'void';
}

function qualifiersOf(type: CType, without: number): string {
  const bits = type.qualifiers & ~without;
  return (bits & CONST ? 'const ' : '') + (bits & VOLATILE ? 'volatile ' : '');
}

function pointerQualifiers(type: CType): string {
  const bits = type.qualifiers;
  const words = [bits & CONST && 'const', bits & VOLATILE && 'volatile', bits & RESTRICT && 'restrict'];
  const text = words.filter(Boolean).join(' ');
  return text && `${text} `;
}

function baseName(type: CType): string {
  switch (type.kind) {
    case 'integer':
      return type.name;
    case 'bool':
      return '_Bool';
    case 'enum':
      return `enum ${type.definition.tag ?? '(unnamed)'}`;
    case 'record':
      return `${type.definition.keyword} ${type.definition.tag ?? '(unnamed)'}`;
    default:
      return type.kind;
  }
}
