import { BillingError } from '@revenue/billing-core/errors';
import type { Clock } from '@revenue/billing-core/time';
import { createWindowLimit } from '../../window-limit.ts';

const WINDOW_MS = 15 * 60_000;
const MAX_PER_EMAIL = 10;
const MAX_PER_ADDRESS = 50;

export interface SignInLimit {
  /** Counts an attempt; throws once there were too many. */
  attempt(email: string, ip: string): void;
  /** A right password forgives the wrong ones before it, and is no attempt to be held against its address. */
  forgive(email: string, ip: string): void;
}

/**
 * Slows the guessing of passwords: attempts per account and per address of the network in a fixed window. Counted in
 * this process; behind several processes a guesser gets that many times more, still far too few.
 */
export function createSignInLimit(clock: Clock): SignInLimit {
  const limit = createWindowLimit(clock, WINDOW_MS);
  const count = (key: string, max: number): void => {
    const wait = limit.count(key, max);
    if (wait !== null) throw tooMany(wait);
  };
  return {
    attempt: (email, ip) => {
      count(`ip:${ip}`, MAX_PER_ADDRESS);
      count(`email:${email.toLowerCase()}`, MAX_PER_EMAIL);
    },
    forgive: (email, ip) => {
      limit.forget(`email:${email.toLowerCase()}`);
      // A whole office, or everybody behind one proxy, signs in from one address. Wrong passwords stay counted.
      limit.uncount(`ip:${ip}`);
    },
  };
}

function tooMany(retry_after_seconds: number): BillingError {
  const minutes = Math.ceil(retry_after_seconds / 60);
  return new BillingError('rate_limited', `Too many attempts to sign in; try again in ${minutes} min.`, {
    retry_after_seconds,
  });
}
