/** What our entities share: constraints live in `migrations/`; an entity only names them, and a test holds the two together. */
import { Check, JoinColumn, ManyToOne, type ObjectType } from 'typeorm';

/** Names CHECK constraints whose expressions the migrations hold; TypeORM compares checks by name alone. */
export function HeldInSql(...names: string[]): ClassDecorator {
  return (target) => {
    for (const name of names) Check(name, 'true')(target);
  };
}

/** A foreign key over one or more columns, named as in the migrations, without any cascade: history stays. */
export function Refers(to: () => ObjectType<object>, name: string, columns: string | Record<string, string>): PropertyDecorator {
  const pairs = typeof columns === 'string' ? { [columns]: 'id' } : columns;
  return (target, property) => {
    ManyToOne(to, { onDelete: 'NO ACTION' })(target, property);
    JoinColumn(
      Object.entries(pairs).map(([column, referenced]) => ({ name: column, referencedColumnName: referenced, foreignKeyConstraintName: name })),
    )(target, property);
  };
}
