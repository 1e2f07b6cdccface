import { isBillingError } from '@revenue/billing-core/errors';
import { StartRefused } from '@revenue/db/embedded/start-refused';
import { ZodError } from 'zod';
import { type Command, UsageError } from './command.ts';

/** What went wrong, and whose turn it is: 2 is the caller's, 1 is everybody else's. */
export type Fault = { exit: 1 | 2; code: string; message: string; errors: { path: string; message: string }[] };

/** Turns whatever was thrown into words that name options instead of fields. */
export function faultOf(error: unknown, command: Command): Fault {
  if (error instanceof UsageError) return { exit: 2, code: 'usage', message: error.message, errors: [] };
  if (error instanceof ZodError) return faultOfOptions(error, command);
  if (error instanceof StartRefused) return { exit: 1, code: 'refused', message: error.message, errors: [] };
  if (isBillingError(error)) {
    const errors = (error.details.errors ?? []).map(({ path, message }) => ({
      path: asOption(path, command),
      message: namingOptions(message, command),
    }));
    const aboutOptions = error.kind === 'invalid_input' && errors.some(({ path }) => path.startsWith('--'));
    const message = namingOptions(error.message, command);
    // One fault is the sentence itself, said once.
    return { exit: aboutOptions ? 2 : 1, code: error.code, message, errors: errors.length > 1 ? errors : [] };
  }
  return { exit: 1, code: 'internal', message: sayUnforeseen(error), errors: [] };
}

function faultOfOptions({ issues }: ZodError, command: Command): Fault {
  const errors = issues.map(({ path, message }) => ({ path: asOption(path.join('.'), command), message }));
  const what = errors.length === 1 ? 'One option is wrong:' : `${errors.length} options are wrong:`;
  return { exit: 2, code: 'usage', message: what, errors };
}

function asOption(path: string, { options }: Command): string {
  const name = path.replaceAll('_', '-');
  return name in options ? `--${name}` : path;
}

/** Messages of operations speak of fields: `allow_future` is `--allow-future` here. */
function namingOptions(message: string, { options }: Command): string {
  return Object.keys(options)
    .filter((name) => name.includes('-'))
    .reduce(
      (text, name) => text.replaceAll(new RegExp(`(?<![-\\w])${name.replaceAll('-', '_')}\\b`, 'g'), `--${name}`),
      message,
    );
}

/** Nobody foresaw it, so the operator gets everything there is. */
function sayUnforeseen(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
