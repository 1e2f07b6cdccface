import { BillingError } from '@revenue/billing-core/errors';
import type { Clock } from '@revenue/billing-core/time';

const WINDOW_MS = 15 * 60_000;
const MAX_PER_EMAIL = 10;
const MAX_PER_ADDRESS = 50;
const MAX_TRACKED = 20_000;

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
  const windows = new Map<string, { count: number; ends_at: number }>();

  const count = (key: string, max: number): void => {
    const now = clock.now().getTime();
    const open = windows.get(key);
    if (!open || open.ends_at <= now) {
      windows.delete(key);
      dropOldest(windows);
      windows.set(key, { count: 1, ends_at: now + WINDOW_MS });
      return;
    }
    open.count += 1;
    if (open.count > max) throw tooMany(Math.ceil((open.ends_at - now) / 1000));
  };

  return {
    attempt: (email, ip) => {
      count(`ip:${ip}`, MAX_PER_ADDRESS);
      count(`email:${email.toLowerCase()}`, MAX_PER_EMAIL);
    },
    forgive: (email, ip) => {
      windows.delete(`email:${email.toLowerCase()}`);
      // A whole office, or everybody behind one proxy, signs in from one address. Wrong passwords stay counted.
      const of_address = windows.get(`ip:${ip}`);
      if (of_address) of_address.count -= 1;
    },
  };
}

function dropOldest(windows: Map<string, unknown>): void {
  const [oldest] = windows.keys();
  if (windows.size >= MAX_TRACKED && oldest !== undefined) windows.delete(oldest);
}

function tooMany(retry_after_seconds: number): BillingError {
  const minutes = Math.ceil(retry_after_seconds / 60);
  return new BillingError('rate_limited', `Too many attempts to sign in; try again in ${minutes} min.`, {
    retry_after_seconds,
  });
}
