import { addDays, type LocalDate } from '@revenue/billing-core/time';
import type { Caller } from '../kit/start-api.ts';
import type { Random } from '../simulation/random.ts';
import { amountOf, priceOf } from './prices.ts';
import type { Offered, Shelf } from './shelf.ts';

type Subscription = Awaited<ReturnType<Caller['subscriptions']['get']>>;
export type Previewed = Omit<Parameters<Caller['subscriptions']['preview_change']>[0], 'id' | 'version'>;

/** What is asked of a subscription as it is, by chance; mostly what is possible. */
export function ask(random: Random, subscription: Subscription, shelf: Shelf, today: LocalDate): Previewed {
  const { status, ends_on, cancel_at_period_end } = subscription;
  if (status === 'paused') return random.chance(0.7) ? resume(random) : cancel(random, today);
  if (status === 'canceled' || status === 'expired') return random.chance(0.5) ? resume(random) : { action: 'undo' };
  if ((ends_on !== null || cancel_at_period_end) && random.chance(0.5)) return { action: 'undo' };
  const dice = random.next();
  if (dice < 0.14) return pause(random, today);
  if (dice < 0.26) return cancel(random, today);
  return change(random, subscription, shelf);
}

function resume(random: Random): Previewed {
  return { action: 'resume', ...random.pick([{}, { periods: 'align' as const }, { periods: 'restart' as const }]) };
}

function pause(random: Random, today: LocalDate): Previewed {
  const resumes_on = random.chance(0.4) ? { resumes_on: addDays(today, random.int(1, 50)) } : {};
  return { action: 'pause', settle: random.pick(['credit', 'none'] as const), ...resumes_on };
}

function cancel(random: Random, today: LocalDate): Previewed {
  const settle = random.pick(['refund', 'credit', 'none'] as const);
  const when = random.pick(['now', 'period_end', 'day', 'day'] as const);
  if (when === 'day') return { action: 'cancel', settle, on: addDays(today, random.int(1, 70)) };
  return { action: 'cancel', settle, when };
}

function change(random: Random, { items, plan }: Subscription, { plans, add_ons, currency }: Shelf): Previewed {
  const terms = {
    ...random.pick([{}, { when: 'now' as const }, { when: 'now' as const }, { when: 'period_end' as const }]),
    ...(random.chance(0.15) ? { proration: random.pick(MODES) } : {}),
  };
  const current = items.filter(({ state }) => state === 'current');
  const seats = current.filter(({ kind }) => kind === 'recurring');
  const kind = random.next();
  if (kind < 0.4 && seats.length > 0) {
    const quantity = random.pick([0, 1, random.int(1, 20), random.int(1, 20), 0.5]);
    return { action: 'change', ...terms, quantities: [{ item_id: random.pick(seats).id, quantity }] };
  }
  if (kind < 0.5 && current.length > 0) {
    const { component_id, kind: of, own_price } = random.pick(current);
    const pricing = own_price && random.chance(0.5) ? null : priceOf(random, currency, of);
    return { action: 'change', ...terms, prices: [{ component_id, pricing }] };
  }
  const chosen = add_ons.filter(() => random.chance(0.5)).map(({ id }) => ({ plan_id: id }));
  if (kind < 0.65) return { action: 'change', ...terms, add_ons: chosen };
  const other = random.pick(plans.filter(({ id }) => id !== plan.id));
  const more = random.chance(0.2) ? { add_ons: chosen } : {};
  return { action: 'change', ...terms, plan_id: other.id, ...more, ...ownTerms(random, other) };
}

function ownTerms(random: Random, { components, currency }: Offered) {
  return {
    quantities: components
      .filter(({ kind }) => kind === 'recurring' && random.chance(0.6))
      .map(({ id }) => ({ component_id: id, quantity: random.int(0, 12) })),
    prices: components
      .filter(() => random.chance(0.15))
      .map(({ id, kind }) => ({ component_id: id, pricing: priceOf(random, currency, kind) })),
  };
}

export const MODES = [
  'day_half_open',
  'day_inclusive',
  'second',
  'thirty_day_months',
  'none',
  'full_difference',
] as const;

/** What goes on beside: drafts become final and are paid, credit is given, a change is taken back. */
export async function elsewhere(
  random: Random,
  caller: Caller,
  subscription: Subscription,
  shelf: Shelf,
): Promise<string[]> {
  const { id, customer_id, scheduled_change } = subscription;
  const done: string[] = [];
  if (random.chance(0.45)) {
    const { data } = await caller.invoices.list({ customer_id, status: 'draft', limit: 20, sort: 'created_at' });
    for (const invoice of data) {
      const final = await caller.invoices.update({ id: invoice.id, status: 'sent' });
      if (final.amount_due > 0 && random.chance(0.5)) await caller.invoices.update({ id: invoice.id, status: 'paid' });
      done.push(`${invoice.invoice_number} made final`);
    }
  }
  if (random.chance(0.07)) {
    await caller.account_credits.adjust({
      id: customer_id,
      amount: amountOf(random, shelf.currency, 9000, 1),
      reason: 'Goodwill',
    });
    done.push('credit given');
  }
  if (scheduled_change !== null && random.chance(0.15)) {
    await caller.subscriptions.undo_change({ id });
    done.push('scheduled change taken back');
  }
  return done;
}
