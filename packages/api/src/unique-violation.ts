import { BillingError } from '@revenue/billing-core/errors';

/**
 * Turns the refusal of a unique key into an error that names the field. `fields` says, for the column that makes the
 * key, what to tell: `{ email: 'There is a customer with this address already.' }`.
 */
export async function namingDuplicates<T>(fields: Record<string, string>, write: () => Promise<T>): Promise<T> {
  try {
    return await write();
  } catch (error) {
    const key = violatedKey(error);
    const field = key && Object.keys(fields).find((name) => key.includes(name));
    if (!field) throw error;
    throw new BillingError('duplicate', fields[field] ?? '', { errors: [{ path: field, message: 'is taken' }] });
  }
}

/** What the database said of the key, as text: its columns or its name. */
function violatedKey(error: unknown): string | null {
  if (!(error instanceof Error) || !('code' in error)) return null;
  // A bare client names the constraint, Prisma has it somewhere in what it knows.
  if (error.code === '23505' && 'constraint' in error) return String(error.constraint);
  return error.code === 'P2002' ? JSON.stringify('meta' in error ? error.meta : null) : null;
}
