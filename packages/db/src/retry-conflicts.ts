import { setTimeout as sleep } from 'node:timers/promises';

const ATTEMPTS = 5;
const SERIALIZATION_FAILURE = '40001';
const DEADLOCK = '40P01';
/** Prisma's word for both. */
const PRISMA_WRITE_CONFLICT = 'P2034';

/** Runs a whole transaction again when PostgreSQL ended it in favour of another one; any other failure is thrown. */
export async function retryConflicts<T>(transaction: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transaction();
    } catch (error) {
      if (attempt >= ATTEMPTS || !isConflict(error)) throw error;
      // The waits differ by attempt, which is enough to let one of two rivals through.
      await sleep(attempt * attempt * 5);
    }
  }
}

/** Prisma says of a raw statement that it failed (P2010), and why only in what the driver told it. */
interface Fault {
  code?: string;
  originalCode?: string;
  cause?: unknown;
  meta?: { driverAdapterError?: unknown };
}

function isConflict(error: unknown): boolean {
  for (let fault = error as Fault | undefined, depth = 0; fault && depth < 5; depth += 1) {
    const { code, originalCode, cause, meta } = fault;
    if (
      [code, originalCode].some((c) => c === SERIALIZATION_FAILURE || c === DEADLOCK || c === PRISMA_WRITE_CONFLICT)
    ) {
      return true;
    }
    fault = (meta?.driverAdapterError ?? cause) as Fault | undefined;
  }
  return false;
}
