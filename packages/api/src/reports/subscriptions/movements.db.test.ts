import {
  cohortRetention,
  type GetMrrReport,
  type MovementRow,
  type MrrSpan,
  reconcileMovements,
  retentionRates,
} from '@revenue/billing-core/metrics';
import { wireDecimal } from '@revenue/billing-core/money';
import type { SubscriptionStatus } from '@revenue/billing-core/subscriptions';
import { addDays, type LocalDate } from '@revenue/billing-core/time';
import { checkInvariants } from '@revenue/db/invariants';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startApi, type TestApi } from '../../../test/kit/start-api.ts';

/** The SQL of the reports against the functions of the core, which know nothing of it, over random histories. */

let api: TestApi;
const customers: { id: string; country: string }[] = [];
const subscriptions: { id: string; customer: number }[] = [];
const plans: { id: string; currency: string }[] = [];

beforeAll(async () => {
  api = await startApi({ now: '2026-07-01T12:00:00Z' });
  for (const [code, currency] of [
    ['gold', 'USD'],
    ['silver', 'USD'],
    ['or', 'EUR'],
  ] as const) {
    const components = [{ kind: 'recurring', name: 'Fee', pricing: { model: 'flat', amount: 1 } }] as const;
    const { id } = await api.caller.plans.create({ code, name: code, currency, components: [...components] });
    plans.push({ id, currency });
  }
  for (const [at, country] of ['US', 'DE', 'DE', 'FR'].entries()) {
    const email = `c${at}@example.com`;
    const { id } = await api.caller.customers.create({ name: `C${at}`, email, country, currency: 'USD' });
    customers.push({ id, country });
    for (const _ of [1, 2]) {
      const subscription = await api.caller.subscriptions.create({ customer_id: id, plan_id: plans[0]?.id ?? '' });
      subscriptions.push({ id: subscription.id, customer: at });
    }
  }
});
afterAll(async () => {
  await write([]);
  expect(await checkInvariants(api.db)).toEqual([]);
  await api.stop();
});

type Step = { gap: number; status: SubscriptionStatus; mrr: number; plan: number };
type Span = MrrSpan & { subscription: string; from: LocalDate };

const step = fc.record({
  gap: fc.integer({ min: 1, max: 45 }),
  status: fc.constantFrom<SubscriptionStatus>(
    'active',
    'active',
    'active',
    'past_due',
    'paused',
    'trialing',
    'canceled',
  ),
  mrr: fc.integer({ min: 0, max: 3 }),
  plan: fc.integer({ min: 0, max: 2 }),
});
const lives = fc.array(fc.array(step, { maxLength: 5 }), { minLength: 8, maxLength: 8 });

function spansOf(life: readonly Step[], at: number): Span[] {
  const { id, customer } = subscriptions[at] ?? { id: '', customer: 0 };
  let day = '2026-01-20';
  const begins = life.map(({ gap }) => {
    day = addDays(day, gap);
    return day;
  });
  return life.map(({ status, mrr, plan }, index) => ({
    subscription: id,
    customer_id: customers[customer]?.id ?? '',
    segment: customers[customer]?.country ?? '',
    currency: plans[plan]?.currency ?? '',
    plan: plans[plan]?.id ?? '',
    status,
    mrr: ['active', 'past_due'].includes(status) ? String(mrr) : '0',
    from: begins[index] ?? day,
    until: begins[index + 1] ?? null,
  }));
}

/** In cents, which are major units to the core here: whole numbers all the same. */
async function write(spans: readonly Span[]): Promise<void> {
  await api.db.withTenantSql(api.tenant_id, async (client) => {
    await client.query('DELETE FROM mrr_spans WHERE tenant_id = $1', [api.tenant_id]);
    await client.query(
      `INSERT INTO mrr_spans (tenant_id, subscription_id, from_day, until_day, customer_id, plan_id, currency, status, mrr, recorded_at)
       SELECT $1, u.*, now() FROM unnest($2::uuid[], $3::date[], $4::date[], $5::uuid[], $6::uuid[], $7::text[], $8::text[], $9::bigint[]) u`,
      [
        api.tenant_id,
        spans.map((span) => span.subscription),
        spans.map((span) => span.from),
        spans.map((span) => span.until),
        spans.map((span) => span.customer_id),
        spans.map((span) => span.plan),
        spans.map((span) => span.currency),
        spans.map((span) => span.status),
        spans.map((span) => `${Number(span.mrr) * 100}`),
      ],
    );
  });
}

const RANGE = { from: '2026-02-10', to: '2026-06-20' } as const;
const PERIOD = { start: RANGE.from, end: addDays(RANGE.to, 1) };

function brief(row: MovementRow) {
  const amounts = [
    'opening',
    'new',
    'expansion',
    'reactivation',
    'contraction',
    'churn',
    'net_new',
    'closing',
  ] as const;
  return {
    currency: row.currency,
    key: row.plan ?? row.segment,
    ...Object.fromEntries(amounts.map((amount) => [amount, wireDecimal(row[amount])])),
    opening_customers: row.opening_customers,
    closing_customers: row.closing_customers,
    lost_customers: row.lost_customers,
  };
}

const inOrder = <Row extends { currency: string; key: string | null; start?: string }>(rows: Row[]) =>
  rows.toSorted((left, right) => (sortKey(left) < sortKey(right) ? -1 : 1));
const sortKey = ({ currency, key, start }: { currency: string; key: string | null; start?: string }) =>
  `${currency} ${key} ${start}`;

async function expectTheSame(spans: Span[], group_by?: GetMrrReport['group_by']): Promise<void> {
  const by = group_by === undefined ? [] : [group_by === 'plan' ? ('plan' as const) : ('segment' as const)];
  for (const step of ['day', 'month'] as const) {
    const { data, totals, groups } = await api.caller.reports.mrr({ ...RANGE, interval: step, group_by });
    const expected = reconcileMovements(spans, PERIOD, { step, by });
    const startOf = (start: string) => (step === 'month' ? `${start.slice(0, 7)}-01` : start);
    expect(inOrder(data.map(({ period_start, name: _, ...row }) => ({ start: period_start, ...row })))).toEqual(
      inOrder(expected.map((row) => ({ start: startOf(row.start), ...brief(row) }))),
    );
    const whole = reconcileMovements(spans, PERIOD, { step: 'whole', by });
    const found = group_by === undefined ? totals.map((total) => ({ key: null, ...total })) : groups;
    const plain = found.map((row) =>
      Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'arr' && name !== 'name')),
    );
    expect(inOrder(plain as ReturnType<typeof brief>[])).toEqual(inOrder(whole.map(brief)));
  }
}

test('movements are those of the core, day by day and month by month, in all and by plan and country', async () => {
  await fc.assert(
    fc.asyncProperty(lives, async (random) => {
      const spans = random.flatMap(spansOf);
      await write(spans);
      await expectTheSame(spans);
      await expectTheSame(spans, 'plan');
      await expectTheSame(spans, 'country');
    }),
    { numRuns: 25 },
  );
});

test('a plan, a currency and a country by themselves are what they are among the others', async () => {
  await fc.assert(
    fc.asyncProperty(lives, async (random) => {
      await write(random.flatMap(spansOf));
      for (const group_by of ['plan', 'country'] as const) {
        const all = await api.caller.reports.mrr({ ...RANGE, group_by });
        for (const group of all.groups) {
          const filter = group_by === 'plan' ? { plan_id: group.key ?? '' } : { country: group.key ?? '' };
          const alone = await api.caller.reports.mrr({ ...RANGE, ...filter, currency: group.currency });
          const { key: _, name: __, ...total } = group;
          expect(alone.totals).toEqual([total]);
        }
      }
    }),
    { numRuns: 10 },
  );
});

test('retention and cohorts are those of the core', async () => {
  await fc.assert(
    fc.asyncProperty(lives, async (random) => {
      const spans = random.flatMap(spansOf);
      await write(spans);
      const { totals } = await api.caller.reports.churn(RANGE);
      for (const currency of ['USD', 'EUR']) {
        const inCurrency = spans.filter((span) => span.currency === currency);
        const rates = retentionRates(levelsOf(inCurrency), { scale: 2, mode: 'half_up' });
        const found = totals.find((total) => total.currency === currency);
        if (found === undefined) continue;
        const { customer_churn, net_revenue_retention, gross_revenue_retention } = found;
        expect([customer_churn, net_revenue_retention, gross_revenue_retention]).toEqual(
          [rates.customer_churn, rates.net_revenue_retention, rates.gross_revenue_retention].map(
            (rate) => rate && wireDecimal(rate),
          ),
        );
      }
      const { cohorts } = await api.caller.reports.lifecycle({ from: '2026-01-01', to: RANGE.to });
      const usd = cohortRetention(
        spans.filter(({ currency }) => currency === 'USD'),
        PERIOD.end,
        { scale: 1, mode: 'half_up' },
      );
      const brief = (cohort: (typeof cohorts)[number] | (typeof usd)[number]) => [
        cohort.month,
        cohort.customers,
        Number(cohort.mrr),
        ...cohort.cells.map((cell) => [
          cell.customers,
          Number(cell.mrr),
          cell.revenue_retention && Number(cell.revenue_retention),
        ]),
      ];
      expect(cohorts.filter(({ currency }) => currency === 'USD').map(brief)).toEqual(usd.map(brief));
    }),
    { numRuns: 25 },
  );
});

/** What each customer pays at the end of the day before the range, and of its last. */
function levelsOf(spans: readonly Span[]) {
  const on = (day: string, customer_id: string) =>
    spans
      .filter(
        (span) => span.customer_id === customer_id && span.from <= day && (span.until === null || day < span.until),
      )
      .reduce((sum, { mrr }) => sum + Number(mrr), 0)
      .toString();
  return customers.map(({ id }) => ({ mrr_before: on(addDays(RANGE.from, -1), id), mrr_after: on(RANGE.to, id) }));
}
