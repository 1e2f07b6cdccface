import type { PlannedPrice, PlannedProduct, Product } from '@revenue/billing-core/catalog';
import type { Tx } from '@revenue/db/database';
import { newId } from '@revenue/db/ids';
import { type Change, recordChanges } from '../../audit/record-change.ts';
import type { OperationContext } from '../../context.ts';
import { presentFields } from '../../present-fields.ts';
import { nameOfSetter } from '../name-of-setter.ts';
import { type PriceRow, toPriceView, toProductView } from '../product-view.ts';

/** Rows in one statement. */
const BATCH = 1_000;

type Creation = Extract<PlannedProduct, { outcome: 'create' }>;
type Update = Extract<PlannedProduct, { outcome: 'update' }>;

/** Makes products with their prices, and returns their ids in the order given. */
export async function insertProducts(
  tx: Tx,
  ctx: OperationContext,
  creations: readonly Creation[],
  tenant_currency: string,
): Promise<string[]> {
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  const made = creations.map((creation) => ({ ...creation, id: newId(now) }));
  for (const batch of inBatches(made)) {
    const rows = await tx.product.createManyAndReturn({
      data: batch.map(({ id, fields }) => ({
        ...presentFields(fields),
        tenant_id,
        id,
        created_at: now,
        updated_at: now,
      })),
    });
    const opened = await openPrices(
      tx,
      ctx,
      batch.map(({ id, prices }) => ({ id, prices })),
    );
    const changes = rows.map((row): Change => {
      const after = toProductView(row, opened.get(row.id) ?? [], tenant_currency);
      return { type: 'product.created', object_type: 'product', object_id: row.id, after };
    });
    await recordChanges(tx, ctx, changes);
  }
  return made.map(({ id }) => id);
}

/** Changes products by the thousand: each is written whole as it stands afterwards, new prices close those before them. */
export async function updateProducts(
  tx: Tx,
  ctx: OperationContext,
  updates: readonly Update[],
  tenant_currency: string,
): Promise<void> {
  const now = ctx.clock.now();
  for (const batch of inBatches(updates)) {
    const states = batch.map(({ before, changes }) => ({ ...before, ...changes, version: before.version + 1 }));
    await tx.$executeRaw`
      UPDATE products p
         SET external_id = u.external_id, name = u.name, description = u.description, unit = u.unit, active = u.active,
             metadata = u.metadata, version = u.version, updated_at = ${now}
        FROM jsonb_to_recordset(${JSON.stringify(states)}::jsonb) AS u(id uuid, external_id text, name text,
             description text, unit text, active boolean, metadata jsonb, version int)
       WHERE p.tenant_id = ${ctx.tenant_id}::uuid AND p.id = u.id`;
    const priced = batch.map(({ before, prices }) => ({ id: before.id, prices }));
    await closePrices(tx, ctx, priced);
    const opened = await openPrices(tx, ctx, priced);
    const changes = batch.flatMap((update, at) =>
      changesOf(update, { ...(states[at] ?? update.before), updated_at: now.toISOString() }, opened, tenant_currency),
    );
    await recordChanges(tx, ctx, changes);
  }
}

function changesOf(
  { before, prices }: Update,
  state: Product,
  opened: ReadonlyMap<string, PriceRow[]>,
  tenant_currency: string,
): Change[] {
  const object = { object_type: 'product', object_id: before.id } as const;
  const newPrices = (opened.get(before.id) ?? []).map(toPriceView);
  const kept = before.prices.filter((price) => !newPrices.some(({ currency }) => currency === price.currency));
  const after = { ...state, ...mainOf([...kept, ...newPrices], tenant_currency) };
  return [
    { type: 'product.updated', ...object, before, after },
    ...prices.map(
      (price): Change => ({
        type: 'price.changed',
        ...object,
        before: before.prices.find(({ currency }) => currency === price.currency) ?? null,
        after: price,
      }),
    ),
  ];
}

function mainOf(prices: Product['prices'], tenant_currency: string) {
  const sorted = prices.toSorted((one, other) => (one.currency < other.currency ? -1 : 1));
  const main = sorted.find(({ currency }) => currency === tenant_currency) ?? sorted[0];
  const { unit_amount: price = null, currency = null, interval = null, interval_count = 1 } = main ?? {};
  return { prices: sorted, price, currency, interval, interval_count };
}

type Priced = { id: string; prices: readonly PlannedPrice[] };

async function closePrices(tx: Tx, { tenant_id, clock }: OperationContext, priced: readonly Priced[]): Promise<void> {
  const closed = priced.flatMap(({ id, prices }) => prices.map(({ currency }) => ({ product_id: id, currency })));
  if (closed.length === 0) return;
  await tx.$executeRaw`
    UPDATE prices p SET valid_to = ${clock.now()}
      FROM jsonb_to_recordset(${JSON.stringify(closed)}::jsonb) AS c(product_id uuid, currency text)
     WHERE p.tenant_id = ${tenant_id}::uuid AND p.product_id = c.product_id AND p.currency = c.currency
       AND p.valid_to IS NULL`;
}

/** The new prices by their products. */
async function openPrices(tx: Tx, ctx: OperationContext, priced: readonly Priced[]): Promise<Map<string, PriceRow[]>> {
  const { tenant_id } = ctx;
  const now = ctx.clock.now();
  const stamps = { valid_from: now, created_at: now, created_by: nameOfSetter(ctx.actor) };
  const data = priced.flatMap(({ id: product_id, prices }) =>
    prices.map((price) => ({ ...price, tenant_id, product_id, id: newId(now), ...stamps })),
  );
  return Map.groupBy(await tx.price.createManyAndReturn({ data }), ({ product_id }) => product_id);
}

function inBatches<T>(items: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(items.length / BATCH) }, (_, at) => items.slice(at * BATCH, (at + 1) * BATCH));
}
