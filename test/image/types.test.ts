import assert from 'node:assert/strict';
import {
  type CType,
  type RecordDefinition,
  TypeRows,
  TypeTable,
  allMembers,
  arrayOf,
  charType,
  findMember,
  intType,
  isComplete,
  longLongType,
  memberNamed,
  named,
  pointerTo,
  printType,
  sizeOf,
  unsignedType,
  voidType,
} from '../../src/image';

/** `struct node { char name[4]; struct { unsigned level : 3; struct node *next; }; }` */
function node(): CType {
  const definition: RecordDefinition = {
    keyword: 'struct',
    tag: 'node',
    members: undefined,
    size: 12,
    alignment: 4,
    flexible: false,
  };
  const type: CType = { kind: 'record', definition, qualifiers: 0 };
  const members = [
    { name: 'level', type: unsignedType, offset: 0, bit: { offset: 0, width: 3 } },
    { name: 'next', type: pointerTo(type), offset: 4 },
  ];
  const inner: RecordDefinition = { ...definition, tag: undefined, size: 8, members };
  definition.members = [
    { name: 'name', type: arrayOf(charType, 4), offset: 0 },
    { name: undefined, type: { kind: 'record', definition: inner, qualifiers: 0 }, offset: 4 },
  ];
  return type;
}

const callable = (returns: CType, ...types: CType[]): CType => ({
  kind: 'function',
  returns,
  parameters: types.map(type => ({ type })),
  variadic: false,
  prototype: true,
  qualifiers: 0,
});

/** The type as debug information keeps it and gives it back. */
function kept(type: CType): CType {
  const rows = new TypeRows();
  const index = rows.index(type);
  return new TypeTable(rows.rows).get(index);
}

describe('types of C', () => {
  // prettier-ignore
  const cases: readonly (readonly [type: CType, text: string, size: number])[] = [
    [intType, 'int', 4],
    [pointerTo(charType), 'char *', 4],
    [pointerTo(arrayOf(pointerTo(charType), 4)), 'char *(*)[4]', 4],
    [arrayOf(arrayOf(longLongType, 2), 3), 'long long [3][2]', 48],
    [arrayOf(intType, undefined), 'int []', 0],
    [pointerTo(callable(voidType, intType, pointerTo(voidType))), 'void (*)(int, void *)', 4],
    [callable(intType), 'int (void)', 0],
    [named(arrayOf(unsignedType, 2), 'pair'), 'pair', 8],
    [pointerTo(named(arrayOf(unsignedType, 2), 'pair')), 'pair *', 4],
    [arrayOf(node(), 2), 'struct node [2]', 24],
  ];
  for (const [type, text, size] of cases)
    it(`${text} is spelt so, and the same from debug information`, () => {
      assert.equal(printType(type), text);
      assert.equal(printType(kept(type)), text);
      assert.deepEqual([sizeOf(type), sizeOf(kept(type))], [size, size]);
    });

  it('have members by name, those of anonymous structs among them, and may lead back to themselves', () => {
    const type = kept(node());
    assert.ok(type.kind === 'record' && isComplete(type));
    const { definition } = type;
    assert.deepEqual(
      allMembers(definition).map(({ name, offset, bit }) => [name, offset, bit?.width]),
      [
        ['name', 0, undefined],
        ['level', 4, 3],
        ['next', 8, undefined],
      ],
    );
    const next = memberNamed(definition, 'next')?.type;
    assert.ok(next?.kind === 'pointer' && next.target === type);
    assert.deepEqual(
      findMember(definition, 'level')?.map(({ name }) => name),
      [undefined, 'level'],
    );
    assert.equal(memberNamed(definition, 'nothing'), undefined);
  });
});
