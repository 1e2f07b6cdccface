import {
  type GetLifecycleReport,
  type LifecycleReport,
  type LifecycleRow,
  trialRates,
} from '@revenue/billing-core/metrics';
import { reportPeriods } from '@revenue/billing-core/reports';
import { SUBSCRIPTION_STATUSES } from '@revenue/billing-core/subscriptions';
import type { LocalDate } from '@revenue/billing-core/time';
import { fromDbDate } from '@revenue/db/civil-dates';
import type { Tx } from '@revenue/db/database';
import type { OperationContext } from '../../context.ts';
import { seeOneMoment } from '../get-revenue-report.ts';
import { resolveRange } from '../resolve-range.ts';
import { wireOrNull } from './get-churn-report.ts';
import { loadCohorts } from './load-cohorts.ts';
import {
  EVENTS,
  type EventRow,
  type LifecycleQuery,
  loadEvents,
  loadStandings,
  loadTrials,
  type StandingRow,
  type TrialRow,
} from './load-lifecycle.ts';

/**
 * What became of subscriptions: how many begin, convert, pause and end in each period, how many there are of each status
 * at its end, how trials fare by when they began, and how many customers of each month stay.
 *
 * @throws BillingError validation_failed when `to` is before `from`, or the interval gives too many periods
 */
export async function getLifecycleReport(ctx: OperationContext, input: GetLifecycleReport): Promise<LifecycleReport> {
  const { from, to } = await resolveRange(ctx, input);
  const { interval } = input;
  const periods = reportPeriods(from, to, interval);
  const query: LifecycleQuery = { ...input, tenant_id: ctx.tenant_id, from, to };
  return ctx.db.withTenant(ctx.tenant_id, async (tx) => {
    await seeOneMoment(tx);
    const data = await loadRows(tx, query, periods);
    const trials = await loadTrials(tx, query);
    return {
      from,
      to,
      interval,
      periods,
      by_status: data.at(-1)?.closing ?? {},
      trials: toTrials(trials),
      trial_cohorts: trials.map((row) => ({ period_start: fromDbDate(row.start), ...toTrials([row]) })),
      data,
      cohorts: await loadCohorts(tx, { ...query, group_by: null }),
    };
  });
}

async function loadRows(tx: Tx, query: LifecycleQuery, periods: readonly LocalDate[]): Promise<LifecycleRow[]> {
  const standings = Map.groupBy(await loadStandings(tx, query), ({ start }) => start && fromDbDate(start));
  const events = new Map((await loadEvents(tx, query)).map((row) => [fromDbDate(row.start), row]));
  let standing = follow({}, standings.get(null));
  return periods.map((period_start) => {
    standing = follow(standing, standings.get(period_start));
    return { period_start, ...eventsOf(events.get(period_start)), closing: standing };
  });
}

type Standing = LifecycleRow['closing'];

/** In the order of a life, those of which there are none left out. */
function follow(standing: Standing, changes: readonly StandingRow[] = []): Standing {
  const counts = SUBSCRIPTION_STATUSES.map((status) => {
    const change = changes.find((row) => row.status === status)?.subscriptions ?? 0;
    return [status, (standing[status] ?? 0) + change] as const;
  });
  return Object.fromEntries(counts.filter(([, subscriptions]) => subscriptions > 0));
}

function eventsOf(row: EventRow | undefined): Omit<LifecycleRow, 'period_start' | 'closing'> {
  const counts = EVENTS.map((event) => [event, row?.[event] ?? 0] as const);
  return Object.fromEntries(counts) as Omit<LifecycleRow, 'period_start' | 'closing'>;
}

function toTrials(rows: readonly TrialRow[]): LifecycleReport['trials'] {
  const sum = (field: 'started' | 'converted' | 'lost') => rows.reduce((total, row) => total + row[field], 0);
  const counts = { started: sum('started'), converted: sum('converted'), lost: sum('lost') };
  const { started, converted, lost, running, rate } = trialRates(counts, { scale: 1, mode: 'half_up' });
  return { started, converted, lost, running, rate: wireOrNull(rate) };
}
