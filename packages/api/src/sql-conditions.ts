import { escapePattern, isId } from './search-text.ts';

/** The conditions of one statement and the values they name. `$1` is the tenant, which every condition list begins with. */
export interface SqlConditions {
  values: unknown[];
  /** Keeps a value and gives back its place: `$2`. */
  bind(value: unknown): string;
  /** Adds a condition when the value is there. */
  when<T>(value: T | undefined, condition: (value: T) => string): void;
  /** What stands after WHERE. */
  text(): string;
}

export function sqlConditions(tenant_id: string, alias: string): SqlConditions {
  const values: unknown[] = [tenant_id];
  const conditions = [`${alias}.tenant_id = $1`];
  return {
    values,
    bind: (value) => `$${values.push(value)}`,
    when: (value, condition) => {
      if (value !== undefined) conditions.push(condition(value));
    },
    text: () => conditions.join(' AND '),
  };
}

/** The set-based twin of `matching`: part of a column, upper and lower case alike, or a whole id or external id. */
export function addMatching(conditions: SqlConditions, alias: string, q: string | undefined, columns: string[]): void {
  if (q === undefined || q === '') return;
  const pattern = conditions.bind(`%${escapePattern(q)}%`);
  const ways = columns.map((column) => `${alias}.${column} ILIKE ${pattern}`);
  ways.push(`${alias}.external_id = ${conditions.bind(q)}`);
  if (isId(q)) ways.push(`${alias}.id = ${conditions.bind(q)}::uuid`);
  conditions.when(q, () => `(${ways.join(' OR ')})`);
}

/** Of those that match, these alone. */
export function addIds({ bind, when }: SqlConditions, alias: string, ids: string[] | undefined): void {
  when(ids, (chosen) => `${alias}.id = ANY (${bind(chosen)}::uuid[])`);
}

/** `-name` is `c.name DESC, c.id DESC`: the order of the list. `sort` is one of the allow-list of its schema. */
export function orderOf(alias: string, sort: string): string {
  const direction = sort.startsWith('-') ? 'DESC' : 'ASC';
  return `${alias}.${sort.replace('-', '')} ${direction}, ${alias}.id ${direction}`;
}
