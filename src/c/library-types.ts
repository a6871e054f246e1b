/**
 * Types of functions of the library that the compiler knows by itself, as gcc does: for a call without a declaration, and for the same
 * name behind `__builtin_`.
 */
import {
  type CType,
  type FunctionType,
  CONST,
  charType,
  doubleType,
  floatType,
  intType,
  longLongType,
  longType,
  pointerTo,
  qualify,
  unsignedType,
  voidType,
} from './types/types';

/** A letter a type. */
const types: Readonly<Record<string, CType>> = {
  v: voidType,
  i: intType,
  u: unsignedType,
  l: longType,
  q: longLongType,
  d: doubleType,
  f: floatType,
  p: pointerTo(voidType),
  k: pointerTo(qualify(voidType, CONST)),
  s: pointerTo(charType),
  c: pointerTo(qualify(charType, CONST)),
};

/** The result, the parameters, and `.` where more follow. */
const signatures: Readonly<Record<string, string>> = {
  v: 'abort',
  vi: 'exit _exit _Exit',
  vu: 'srand',
  vp: 'free',
  vpu: 'bzero',
  i: 'rand getchar fork getpid getppid',
  ii: 'abs putchar isalnum isalpha isblank iscntrl isdigit isgraph islower isprint ispunct isspace isupper isxdigit tolower toupper ffs close',
  ll: 'labs',
  qq: 'llabs',
  ic: 'puts atoi',
  lc: 'atol',
  qc: 'atoll',
  dc: 'atof',
  uu: 'sleep',
  pu: 'malloc',
  puu: 'calloc',
  ppu: 'realloc',
  ppku: 'memcpy memmove mempcpy',
  ppiu: 'memset',
  ikku: 'memcmp bcmp',
  pkiu: 'memchr',
  uc: 'strlen',
  ssc: 'strcpy strcat stpcpy strtok',
  sscu: 'strncpy strncat stpncpy',
  icc: 'strcmp strcasecmp strcoll',
  iccu: 'strncmp strncasecmp',
  sci: 'strchr strrchr index rindex',
  scc: 'strstr strpbrk strcasestr',
  ucc: 'strspn strcspn',
  sc: 'strdup getenv',
  scu: 'strndup',
  dd: 'acos asin atan cbrt ceil cos cosh exp exp2 expm1 fabs floor log log10 log1p log2 nearbyint rint round sin sinh sqrt tan tanh trunc',
  ddd: 'atan2 copysign fdim fmax fmin fmod hypot pow',
  ff: 'ceilf cosf expf fabsf floorf logf roundf sinf sqrtf tanf truncf',
  fff: 'atan2f copysignf fmaxf fminf fmodf powf',
  'ic.': 'printf scanf',
  'isc.': 'sprintf',
  'isuc.': 'snprintf',
  'icc.': 'sscanf',
};

const known = new Map<string, FunctionType>(
  Object.entries(signatures).flatMap(([signature, names]) => {
    const type = functionType(signature);
    return names.split(' ').map(name => [name, type] as const);
  }),
);

function functionType(signature: string): FunctionType {
  const [returns = voidType, ...parameters] = [...signature].flatMap(letter => types[letter] ?? []);
  const variadic = signature.endsWith('.');
  const list = parameters.map(type => ({ type }));
  return { kind: 'function', returns, parameters: list, variadic, prototype: true, qualifiers: 0 };
}

export const libraryType = (name: string): FunctionType | undefined => known.get(name);

/** Functions that do not return. */
export const endsProgram = (name: string): boolean => ['abort', 'exit', '_exit', '_Exit'].includes(name);
