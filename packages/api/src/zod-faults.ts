import { ERROR_CATALOGUE, type ErrorCode } from '@revenue/billing-core/errors';
import { faultWords } from '@revenue/billing-core/wire';
import { z } from 'zod';

// Also where no schema of the wire was loaded before: a fault is read by people.
z.config({ localeError: faultWords });

export type Fault = { path: string; message: string };

/** So many are told; a body of nothing but faults must not be answered with more than it said. */
export const MAX_FAULTS = 1_000;

type Issue = z.core.$ZodIssue;

/**
 * Every fault with its path, as `items[0].unit_price`. A schema may name a code of the catalogue
 * (`refine(..., { params: { code: 'amount_not_exact' } })`); it is kept when all faults agree on it.
 */
export function faultsOf(error: z.ZodError): { code: ErrorCode; faults: Fault[] } {
  const codes = new Set<ErrorCode>();
  const faults = error.issues.flatMap((issue) => flatten(issue, [], codes));
  const [only] = codes;
  return { code: codes.size === 1 && only ? only : 'validation_failed', faults };
}

function flatten(issue: Issue, parents: PropertyKey[], codes: Set<ErrorCode>): Fault[] {
  const path = [...parents, ...issue.path];
  if (issue.code === 'invalid_union' && issue.errors.length > 0) return fromUnion(issue.errors, path, codes);
  codes.add(codeOf(issue));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: join([...path, key]), message: 'is not a field of this request' }));
  }
  return [{ path: join(path), message: issue.message }];
}

/** The branch that got furthest is the one that was meant; where none did, every branch's wish is named. */
function fromUnion(branches: Issue[][], path: PropertyKey[], codes: Set<ErrorCode>): Fault[] {
  const deep = branches.filter((issues) => issues.some((issue) => issue.path.length > 0 || issue.code === 'custom'));
  const [meant] = deep.toSorted((a, b) => a.length - b.length);
  if (meant) return meant.flatMap((issue) => flatten(issue, path, codes));
  codes.add('validation_failed');
  const wishes = branches.flatMap((issues) => issues.map((issue) => issue.message));
  return [{ path: join(path), message: [...new Set(wishes)].join('; or ') }];
}

function codeOf(issue: Issue): ErrorCode {
  const named = issue.code === 'custom' ? issue.params?.code : undefined;
  return typeof named === 'string' && named in ERROR_CATALOGUE ? (named as ErrorCode) : 'validation_failed';
}

function join(path: PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    return text === '' ? String(part) : `${text}.${String(part)}`;
  }, '');
}
