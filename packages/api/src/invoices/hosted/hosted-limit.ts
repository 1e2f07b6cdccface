import { BillingError } from '@revenue/billing-core/errors';
import type { Clock } from '@revenue/billing-core/time';
import { createWindowLimit } from '../../window-limit.ts';

const WINDOW_MS = 60_000;
/** A view asks for the page, its content and perhaps the PDF; an office behind one address has many readers. */
const MAX_PER_ADDRESS = 300;
const MAX_WRONG_PER_ADDRESS = 30;

export interface HostedLimit {
  /** Counts a request. @throws BillingError rate_limited */
  admit(ip: string): void;
  /** Counts a link that opened nothing. @throws BillingError rate_limited */
  wrong(ip: string): void;
}

/** A token cannot be guessed; this keeps those who try, and those who flood, from costing others the server. */
export function createHostedLimit(clock: Clock): HostedLimit {
  const limit = createWindowLimit(clock, WINDOW_MS);
  const count = (key: string, max: number) => {
    const retry_after_seconds = limit.count(key, max);
    if (retry_after_seconds === null) return;
    throw new BillingError('rate_limited', `Too many requests; try again in ${retry_after_seconds} s.`, {
      retry_after_seconds,
    });
  };
  return {
    admit: (ip) => count(`all:${ip}`, MAX_PER_ADDRESS),
    wrong: (ip) => count(`wrong:${ip}`, MAX_WRONG_PER_ADDRESS),
  };
}
