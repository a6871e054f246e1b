/** All statements of a source, also those within others. */
import type { Statement } from '../../c';
import type { CDocument } from './document';

export function statementsIn({ tree }: CDocument): Statement[] {
  return tree.functions.flatMap(({ body }) => (body ? [...within(body.block)] : []));
}

function* within(statement: Statement): Generator<Statement> {
  yield statement;
  for (const inner of innerOf(statement)) yield* within(inner);
}

function innerOf(statement: Statement): readonly Statement[] {
  switch (statement.kind) {
    case 'block':
      return statement.statements;
    case 'if':
      return statement.otherwise ? [statement.then, statement.otherwise] : [statement.then];
    case 'for':
      return [...statement.start, statement.body];
    case 'while':
    case 'do':
    case 'switch':
    case 'case':
    case 'label':
      return [statement.body];
    default:
      return [];
  }
}
