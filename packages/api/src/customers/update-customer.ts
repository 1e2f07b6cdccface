import {
  assertCustomerStatusChange,
  assertTaxStatus,
  type Customer,
  type UpdateCustomer,
} from '@revenue/billing-core/customers';
import type { Tx } from '@revenue/db/database';
import { recordChange } from '../audit/record-change.ts';
import type { OperationContext } from '../context.ts';
import { lockRow } from '../lock-row.ts';
import { presentFields } from '../present-fields.ts';
import { requireVersion } from '../rest/version-tag.ts';
import { namingDuplicates } from '../unique-violation.ts';
import { assertBilledTo, CUSTOMER_DUPLICATES, taxStatusOf } from './create-customer.ts';
import { checkPlacement, lockFamilies, writePayers } from './family.ts';
import { endSubscriptions } from './get-customer-closing.ts';
import { loadCustomer } from './queries.ts';
import { requireFinance } from './require-finance.ts';
import { toCustomerView } from './view.ts';

/** Changes what is given and nothing else. A change to what it already is leaves no trace. */
export async function updateCustomer(ctx: OperationContext, input: UpdateCustomer): Promise<Customer> {
  return namingDuplicates(CUSTOMER_DUPLICATES, () =>
    ctx.db.withTenant(ctx.tenant_id, (tx) => changeCustomer(tx, ctx, input)),
  );
}

/** The same within a transaction that holds something else as well. */
export async function changeCustomer(tx: Tx, ctx: OperationContext, input: UpdateCustomer): Promise<Customer> {
  const { tenant_id } = ctx;
  const { id, version, ...rest } = input;
  const changes = withoutPayer(presentFields(rest));
  const moves = 'parent_id' in changes || 'billed_to' in changes;
  // Nobody is put below an account that is being closed: it would be asked to pay for ever.
  if (moves || changes.status === 'closed') await lockFamilies(tx, tenant_id);
  await lockRow(tx, 'customers', tenant_id, id);
  const row = await loadCustomer(tx, tenant_id, id);
  requireVersion('customer', row.version, version);
  const before = toCustomerView(row);
  if (isSame(before, changes)) return before;
  requireFinance(ctx, before, changes);
  await assertChanges(tx, tenant_id, before, changes);
  if (changes.status === 'closed' && before.status !== 'closed') await endSubscriptions(tx, ctx, id);
  const updated = await tx.customer.update({
    where: { tenant_id_id: { tenant_id, id } },
    data: { ...changes, version: { increment: 1 }, updated_at: ctx.clock.now() },
  });
  const payer_id = moves ? await writePayers(tx, ctx, id) : updated.payer_id;
  const after = toCustomerView({ ...updated, payer_id });
  await recordChange(tx, ctx, { type: 'customer.updated', object_type: 'customer', object_id: id, before, after });
  return after;
}

type Changes = Partial<Omit<Customer, 'id' | 'version'>>;

/** Nobody above any more means that it pays for itself. */
function withoutPayer<Given extends Changes>(changes: Given): Given {
  return changes.parent_id === null && changes.billed_to === undefined ? { ...changes, billed_to: 'self' } : changes;
}

/** What was right when it was written is not judged again because something else changes. */
async function assertChanges(tx: Tx, tenant_id: string, before: Customer, changes: Changes): Promise<void> {
  const after = { ...before, ...changes };
  if (changes.status) assertCustomerStatusChange(before.name, before.status, changes.status);
  const taxed = ['country', 'tax_id', 'tax_exempt', 'tax_exempt_reason'].some((field) => field in changes);
  if (taxed) assertTaxStatus(taxStatusOf(after));
  assertBilledTo(after);
  if ('parent_id' in changes) await checkPlacement(tx, tenant_id, { id: before.id, parent_id: after.parent_id });
}

function isSame(before: Customer, changes: object): boolean {
  const known = before as Record<string, unknown>;
  return Object.entries(changes).every(([name, value]) => JSON.stringify(known[name]) === JSON.stringify(value));
}
