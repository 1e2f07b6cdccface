import { Decimal, type DecimalLike, parseDecimal } from '../money/index.ts';

/** Units paid in advance, valid in `[effective_at, expires_at)`. */
export type Grant = { id: string; amount: DecimalLike; priority: number; effective_at: Date; expires_at?: Date | null };

export type DrawDownInput = {
  grants: readonly Grant[];
  usage: readonly { quantity: DecimalLike; at: Date }[];
  /** The instant whose balances are told; usage at or after it does not count. */
  until: Date;
  /** A later grant first repays what no grant covered before it. */
  overage_carries_to_new_grants?: boolean;
};

/** Units that one grant paid at an instant: the explanation of its balance. */
export type Burned = { grant_id: string; at: Date; quantity: Decimal };

export type DrawDown = { balances: Map<string, Decimal>; overage: Decimal; burned: Burned[] };

type Account = { grant: Grant; left: Decimal };
type Moment = { at: Date; grant: Grant } | { at: Date; quantity: Decimal };

/**
 * What is left of prepaid grants: usage burns the active ones by ascending priority, then earliest expiry. What none
 * covers is overage. Grants that have expired or are not effective yet show 0. Source: entitlements of OpenMeter.
 * @example
 * const at = (day) => parseInstant(`2026-01-${day}T00:00:00Z`);
 * const grants = [{ id: 'g', amount: '100', priority: 1, effective_at: at('01'), expires_at: at('31') }];
 * drawDown({ grants, usage: [{ quantity: '120', at: at('10') }], until: at('20') }).overage // 20
 * drawDown({ grants, usage: [{ quantity: '50', at: at('10') }], until: at('20') }).balances // { g: '50' }
 */
export function drawDown(input: DrawDownInput): DrawDown {
  const accounts: Account[] = [];
  const burned: Burned[] = [];
  let overage = new Decimal(0);
  for (const moment of momentsOf(input)) {
    if ('grant' in moment) {
      const account = { grant: moment.grant, left: parseDecimal(moment.grant.amount) };
      accounts.push(account);
      if (input.overage_carries_to_new_grants === true) overage = burn([account], overage, moment.at, burned);
    } else {
      overage = overage.plus(burn(activeAt(accounts, moment.at), moment.quantity, moment.at, burned));
    }
  }
  const open = new Map(activeAt(accounts, input.until).map(({ grant, left }) => [grant.id, left]));
  const balances = new Map(input.grants.map(({ id }) => [id, open.get(id) ?? new Decimal(0)]));
  return { balances, overage, burned };
}

/** Grants and usage in order of time; at one instant the grant comes first, so that it covers the usage. */
function momentsOf({ grants, usage, until }: DrawDownInput): Moment[] {
  // Only grants that have begun by `until` are opened, so an account is never looked at before it is effective.
  const started: Moment[] = grants
    .filter((grant) => grant.effective_at <= until)
    .map((grant) => ({ at: grant.effective_at, grant }));
  const used: Moment[] = usage
    .filter(({ at }) => at < until)
    .map(({ at, quantity }) => ({ at, quantity: parseDecimal(quantity) }));
  return [...started, ...used].sort((left, right) => left.at.getTime() - right.at.getTime());
}

function activeAt(accounts: readonly Account[], at: Date): Account[] {
  return accounts.filter(({ grant }) => expiry(grant) > at.getTime()).sort(burnOrder);
}

function burnOrder(left: Account, right: Account): number {
  return left.grant.priority - right.grant.priority || expiry(left.grant) - expiry(right.grant);
}

/** Milliseconds; a grant without an expiry ends with time itself, which JavaScript knows. */
function expiry(grant: Grant): number {
  return grant.expires_at?.getTime() ?? MAX_INSTANT;
}

const MAX_INSTANT = 8.64e15;

/** Takes a quantity from accounts in order, notes who paid what, and returns what they could not cover. */
function burn(accounts: readonly Account[], quantity: Decimal, at: Date, burned: Burned[]): Decimal {
  let left = quantity;
  for (const account of accounts) {
    const taken = Decimal.min(left, account.left);
    if (taken.isZero()) continue;
    account.left = account.left.minus(taken);
    left = left.minus(taken);
    burned.push({ grant_id: account.grant.id, at, quantity: taken });
  }
  return left;
}
