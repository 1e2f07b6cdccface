// The demo: a small company with a year and a half behind it, made by the operations that everybody uses, day by day with the
// clock in hand. `npm start` calls it the first time. A seed that was cut off goes on where it stopped.
import { addMember } from '../packages/api/src/access/add-member.ts';
import { createApiKey } from '../packages/api/src/access/create-api-key.ts';
import { executeBillingRun } from '../packages/api/src/billing-runs/execute-billing-run.ts';
import { type OperationContext, type Services, systemContext } from '../packages/api/src/context.ts';
import { deliverMail } from '../packages/api/src/mails/deliver-mail.ts';
import { getMailSettings } from '../packages/api/src/mails/get-mail-settings.ts';
import { reactToEvents } from '../packages/api/src/mails/react-to-events.ts';
import { updateMailSettings } from '../packages/api/src/mails/update-mail-settings.ts';
import { createTenant } from '../packages/api/src/tenants/create-tenant.ts';
import { listTenants } from '../packages/api/src/tenants/list-tenants.ts';
import { updateTenant } from '../packages/api/src/tenants/update-tenant.ts';
import { movableClock } from '../packages/billing-core/src/time/index.ts';
import { createOutboxTransport } from '../packages/emails/src/transports/outbox.ts';
import { welcome } from './seed/arrivals.ts';
import { daysUntil, firstDay } from './seed/calendar.ts';
import { fillCatalogue, raisePrices } from './seed/catalogue.ts';
import { COMPANY, MAIL_SETTINGS } from './seed/company.ts';
import { DEMO_EMAIL, demoPassword } from './seed/demo-login.ts';
import { catchUp, keepTheBooks } from './seed/invoicing.ts';
import { deliverUsage } from './seed/metering.ts';
import { storyJobs } from './seed/story-jobs.ts';
import { takeTurns } from './seed/turns.ts';

/** The day on which prices change. */
const PRICE_DAY = 250;

/** How far back the story begins, unless it is told shorter. */
const MONTHS_BACK = 18;

/** For so many days the company has had receipts and reminders go out by themselves. */
const MAIL_DAYS = 75;

/** Where in the tenant's metadata it stands that its story is not told to the end: the first day of it. */
const UNFINISHED = 'demo_unfinished_since';

/** Fills a database that knows nobody yet, or finishes what was begun. Leaves every other database alone. */
export async function seedDemo(
  services: Services,
  say: (line: string) => void,
  months: number = MONTHS_BACK,
): Promise<void> {
  const first = await firstDayToTell(services, months);
  if (first === null) return;
  say(`Making a demo company with ${months} months behind it. This happens once and takes half a minute.`);
  const clock = movableClock(`${first}T12:00:00Z`);
  const jobs = storyJobs(services.jobs);
  // Nobody outside is written to by a story, whatever sends the mails of this server.
  const story: Services = { ...services, clock, jobs: jobs.queue, mail: createOutboxTransport() };
  const ctx = await beginCompany(story, first);
  await finishWhatWasCutOff(ctx, clock.moveTo);
  const days = daysUntil(services.clock.now(), first);
  for (const day of days) {
    clock.moveTo(day.noon);
    await welcome(ctx, day);
    if (day.index === PRICE_DAY) await raisePrices(ctx);
    if (days.length - day.index <= MAIL_DAYS) await turnMailsOn(ctx);
    await deliverUsage(ctx, day, days);
    await keepTheBooks(ctx, day, jobs);
    await takeTurns(ctx, day);
  }
  clock.moveTo(services.clock.now());
  // The last day of the story ended at its noon; since then days have ended where customers are.
  await catchUp(ctx, jobs);
  await updateTenant(ctx, { metadata: {} });
}

/** null where there is nothing to tell: somebody is there, and it is not the demo half made. */
async function firstDayToTell(services: Services, months: number): Promise<string | null> {
  const [tenant, another] = await listTenants(services, { limit: 2 });
  if (!tenant) return firstDay(services.clock.now(), months);
  if (another || tenant.slug !== COMPANY.slug) return null;
  const since = tenant.metadata[UNFINISHED];
  if (typeof since === 'string') return since;
  // Cut off between the tenant and its mark: nobody could have come in yet.
  return (await hasMembers(services, tenant.id)) ? null : firstDay(services.clock.now(), months);
}

async function beginCompany(services: Services, first: string): Promise<OperationContext> {
  const [known] = await listTenants(services, { limit: 1 });
  const { id } = known ?? (await createTenant(services, COMPANY));
  const ctx = systemContext(services, id, 'seed');
  if (known?.metadata[UNFINISHED] === undefined) await updateTenant(ctx, { metadata: { [UNFINISHED]: first } });
  if (!(await hasMembers(services, id))) {
    await createApiKey(ctx, { name: 'Gateway of the demo', role: 'finance' });
    const login = { email: DEMO_EMAIL, password: demoPassword(services) };
    await addMember(ctx, { ...login, name: 'Demo Owner', role: 'owner' });
  }
  await fillCatalogue(ctx);
  return ctx;
}

async function turnMailsOn(ctx: OperationContext): Promise<void> {
  if ((await getMailSettings(ctx)).version === 0) await updateMailSettings(ctx, MAIL_SETTINGS);
}

function hasMembers({ db }: Services, tenant_id: string): Promise<boolean> {
  return db.withTenant(tenant_id, async (tx) => (await tx.membership.count({ where: { tenant_id } })) > 0);
}

/** Runs, mails and payments whose commit was the last thing before the end: each is carried out in its own time. */
async function finishWhatWasCutOff(ctx: OperationContext, moveTo: (at: Date) => void): Promise<void> {
  const { tenant_id, db } = ctx;
  const [runs, mails, payments, settings] = await db.withTenant(tenant_id, async (tx) => [
    await tx.billingRun.findMany({ where: { tenant_id, status: { not: 'completed' } }, orderBy: { id: 'asc' } }),
    await tx.mail.findMany({ where: { tenant_id, status: { in: ['queued', 'sending'] } }, orderBy: { id: 'asc' } }),
    await tx.event.findMany({ where: { tenant_id, type: 'invoice.paid' }, orderBy: { id: 'asc' } }),
    await tx.mailSettings.findUnique({ where: { tenant_id } }),
  ]);
  for (const run of runs) {
    moveTo(run.created_at);
    await executeBillingRun(ctx, run.id);
  }
  for (const mail of mails) {
    moveTo(mail.created_at);
    await deliverMail(ctx, mail.id);
  }
  // A receipt that was written already is not written again.
  for (const event of payments.filter(({ created_at }) => settings && created_at >= settings.created_at)) {
    moveTo(event.created_at);
    await reactToEvents(ctx, [event.id]);
  }
}
