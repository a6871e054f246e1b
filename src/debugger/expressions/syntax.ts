/** The syntax tree of a C expression. */
import type { CType } from '../values/types';
import type { Scalar } from '../values/value';

export type UnaryOperator = '+' | '-' | '!' | '~' | '&' | '*' | '++' | '--';
export type BinaryOperator =
  | '*'
  | '/'
  | '%'
  | '+'
  | '-'
  | '<<'
  | '>>'
  | '<'
  | '>'
  | '<='
  | '>='
  | '=='
  | '!='
  | '&'
  | '^'
  | '|'
  | '&&'
  | '||';

/** Where it stands in the text, for messages. */
interface Node {
  readonly start: number;
  readonly end: number;
}

export type Expression = Node &
  (
    | { readonly kind: 'number'; readonly value: Scalar; readonly type: CType }
    | { readonly kind: 'string'; readonly bytes: Uint8Array }
    /** `kernel::current` has a module. */
    | { readonly kind: 'name'; readonly name: string; readonly module?: string }
    /** `$sp` */
    | { readonly kind: 'register'; readonly name: string }
    | { readonly kind: 'unary'; readonly operator: UnaryOperator; readonly operand: Expression }
    | { readonly kind: 'postfix'; readonly operator: '++' | '--'; readonly operand: Expression }
    | {
        readonly kind: 'binary';
        readonly operator: BinaryOperator;
        readonly left: Expression;
        readonly right: Expression;
      }
    /** `operator` is absent for a plain `=`. */
    | {
        readonly kind: 'assign';
        readonly operator?: BinaryOperator;
        readonly left: Expression;
        readonly right: Expression;
      }
    | {
        readonly kind: 'conditional';
        readonly condition: Expression;
        readonly then: Expression;
        readonly otherwise: Expression;
      }
    | { readonly kind: 'comma'; readonly left: Expression; readonly right: Expression }
    | { readonly kind: 'cast'; readonly type: CType; readonly operand: Expression }
    | { readonly kind: 'size'; readonly of: CType | Expression; readonly isType: boolean }
    | { readonly kind: 'member'; readonly of: Expression; readonly name: string; readonly arrow: boolean }
    | { readonly kind: 'index'; readonly of: Expression; readonly at: Expression }
    | { readonly kind: 'call'; readonly of: Expression }
  );
