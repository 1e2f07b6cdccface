import fc from 'fast-check';
import { DEFAULT_CHART, type Entry, LedgerEvent, postEntry } from '../src/ledger/index.ts';

/**
 * A company's books told twice: each command posts an event, and keeps a plain figure beside it in a way that knows
 * nothing of accounts. The two must agree at every end of every story.
 */
export type Story = {
  entries: Entry[];
  invoices: Invoice[];
  credit: Tally;
  wallet: Tally;
  refundsDue: Tally;
  tax: Tally;
  disputed: Tally;
  badDebt: Tally;
  gifts: Tally;
};

export type Price = { amount: bigint; discount: bigint };

export type Invoice = {
  id: string;
  customer: string;
  currency: string;
  due: bigint;
  paid: bigint;
  /** What is neither credited nor voided: earned, still to be earned, taxes and rounding. */
  earned: Price;
  deferred: Price;
  tax: bigint;
  rounding: bigint;
  writtenOff: boolean;
};

/** Amounts by customer and currency. */
export type Tally = Map<string, bigint>;

export type Command = { act: number; pick: number; share: bigint; other: number };

export const anyStory = fc.array(
  fc.record({
    act: fc.nat({ max: 18 }),
    pick: fc.nat({ max: 7 }),
    share: fc.oneof(fc.bigInt({ min: 1n, max: 1000n }), fc.constant(1000n)),
    other: fc.nat({ max: 999 }),
  }),
  // Long stories: most acts need others before them.
  { minLength: 5, maxLength: 50, size: 'max' },
);

export const nameOf = (customer: string, currency: string) => `${customer} ${currency}`;
const smaller = (left: bigint, right: bigint) => (left < right ? left : right);
const netOf = ({ amount, discount }: Price) => amount - discount;

/** Tells a story; a command that would not be allowed now is left out. */
export function tell(commands: readonly Command[]): Story {
  const empty = () => new Map<string, bigint>();
  const story: Story = {
    entries: [],
    invoices: [],
    credit: empty(),
    wallet: empty(),
    refundsDue: empty(),
    tax: empty(),
    disputed: empty(),
    badDebt: empty(),
    gifts: empty(),
  };
  for (const command of commands) ACTS[command.act % ACTS.length]?.(story, command);
  return story;
}

function post(story: Story, who: { customer: string; currency: string }, words: object): void {
  const { customer, currency } = who;
  const about = { source_id: `s_${story.entries.length}`, customer_id: customer, currency, posted_on: '2026-01-11' };
  story.entries.push(postEntry(LedgerEvent.parse({ ...about, ...words }), DEFAULT_CHART));
}

function raise(tally: Tally, { customer, currency }: { customer: string; currency: string }, by: bigint): void {
  const name = nameOf(customer, currency);
  tally.set(name, (tally.get(name) ?? 0n) + by);
}

const held = (tally: Tally, { customer, currency }: { customer: string; currency: string }) =>
  tally.get(nameOf(customer, currency)) ?? 0n;
const shareOf = (amount: bigint, { share }: Command) => (amount * share) / 1000n;
const who = ({ pick }: Command) => ({ customer: `c${pick % 2}`, currency: pick % 4 < 2 ? 'EUR' : 'JPY' });
const way = ({ other }: Command) =>
  other % 2 === 0 ? { paid_through: 'bank' } : { paid_through: 'gateway', gateway: 'stripe' };
const fee = ({ other }: Command) => ({ fee: BigInt(other % 7) });

type Act = (story: Story, command: Command) => void;

/** For one of the invoices with something due that is not given up. */
const withOpen =
  (act: (story: Story, command: Command, invoice: Invoice) => void): Act =>
  (story, command) => {
    const open = story.invoices.filter(({ due, writtenOff }) => due > 0n && !writtenOff);
    const invoice = open[command.pick % Math.max(1, open.length)];
    if (invoice !== undefined) act(story, command, invoice);
  };

const issue: Act = (story, command) => {
  const { customer, currency } = who(command);
  const [first, second] = [BigInt(command.other) * 7n, command.share * 11n];
  const earned = { amount: first + second, discount: first / 10n };
  const deferred = { amount: second * 3n, discount: second / 3n };
  const tax = ((netOf(earned) + netOf(deferred)) * 19n) / 100n;
  const rounding = BigInt((command.other % 5) - 2);
  const total = netOf(earned) + netOf(deferred) + tax + rounding;
  const lines = [
    { amount: first, discount: earned.discount },
    { amount: second, category: 'support' },
    { ...deferred, recognition: 'deferred' },
  ];
  const id = `s_${story.entries.length}`;
  const taxes = [{ jurisdiction: 'DE', amount: tax }];
  if (total < 0n) return;
  post(story, { customer, currency }, { type: 'invoice_finalized', lines, taxes, cash_rounding: rounding, total });
  story.invoices.push({
    id,
    customer,
    currency,
    due: total,
    paid: 0n,
    earned,
    deferred,
    tax,
    rounding,
    writtenOff: false,
  });
  raise(story.tax, { customer, currency }, tax);
};

const pay = withOpen((story, command, invoice) => {
  const amount = shareOf(invoice.due * 2n, command);
  if (amount === 0n) return;
  const settled = smaller(amount, invoice.due);
  const allocations = [{ invoice_id: invoice.id, amount: settled }];
  post(story, invoice, { type: 'payment_received', ...way(command), ...fee(command), amount, allocations });
  invoice.due -= settled;
  invoice.paid += settled;
  raise(story.credit, invoice, amount - settled);
});

const drawFrom = (of: 'credit' | 'wallet', type: 'credit_applied' | 'wallet_drawn_down') =>
  withOpen((story, command, invoice) => {
    const available = held(story[of], invoice);
    const amount = shareOf(smaller(available, invoice.due), command);
    if (amount === 0n) return;
    post(story, invoice, { type, allocations: [{ invoice_id: invoice.id, amount }] });
    invoice.due -= amount;
    invoice.paid += amount;
    raise(story[of], invoice, -amount);
  });

const topUp: Act = (story, command) => {
  const amount = command.share + 1n;
  post(story, who(command), { type: 'wallet_topped_up', ...way(command), ...fee(command), amount });
  raise(story.wallet, who(command), amount);
};

/** A gift, which is a discount: no part of what the invoices say. */
const grant: Act = (story, command) => {
  const [to, tally] =
    command.other % 2 === 0
      ? (['wallet_prepaid', story.wallet] as const)
      : (['customer_credit', story.credit] as const);
  const amount = command.share + 1n;
  post(story, who(command), { type: 'credit_granted', to, amount });
  raise(tally, who(command), amount);
  raise(story.gifts, who(command), amount);
};

const payOut = (of: 'credit' | 'wallet' | 'refundsDue', words: object): Act => {
  return (story, command) => {
    const amount = shareOf(held(story[of], who(command)), command);
    if (amount === 0n) return;
    post(story, who(command), { ...words, ...('out_of' in words ? way(command) : {}), amount });
    raise(story[of], who(command), -amount);
  };
};

const takePart = (price: Price, command: Command): Price => ({
  amount: shareOf(price.amount, command),
  discount: shareOf(price.discount, command),
});

/** Credits a share of what is left of an invoice: off what is due first, the rest as credit or refund. */
const creditNote: Act = (story, command) => {
  const invoice = story.invoices[command.pick % Math.max(1, story.invoices.length)];
  if (invoice === undefined || invoice.writtenOff) return;
  const [earned, deferred] = [takePart(invoice.earned, command), takePart(invoice.deferred, command)];
  const tax = shareOf(invoice.tax, command);
  const cash_rounding = command.share === 1000n ? invoice.rounding : 0n;
  const total = netOf(earned) + netOf(deferred) + tax + cash_rounding;
  if (total <= 0n) return;
  const offset = smaller(total, invoice.due);
  const asRefund = command.other % 2 === 0;
  const lines = [earned, { ...deferred, recognition: 'deferred' }];
  post(story, invoice, {
    type: 'credit_note_issued',
    ...{ lines, taxes: [{ jurisdiction: 'DE', amount: tax }], cash_rounding, total },
    offset: offset === 0n ? [] : [{ invoice_id: invoice.id, amount: offset }],
    ...(asRefund ? { refund: total - offset } : { account_credit: total - offset }),
  });
  invoice.due -= offset;
  invoice.tax -= tax;
  invoice.rounding -= cash_rounding;
  for (const [left, taken] of [[invoice.earned, earned] as const, [invoice.deferred, deferred] as const]) {
    left.amount -= taken.amount;
    left.discount -= taken.discount;
  }
  raise(story.tax, invoice, -tax);
  raise(asRefund ? story.refundsDue : story.credit, invoice, total - offset);
};

/** Of an invoice as it was issued: nothing credited, whatever was paid becomes credit. */
const voidInvoice = withOpen((story, _command, invoice) => {
  const { earned, deferred, tax, rounding, due, paid } = invoice;
  const total = netOf(earned) + netOf(deferred) + tax + rounding;
  if (due + paid !== total) return;
  const allocations = [{ invoice_id: invoice.id, amount: paid }];
  if (paid > 0n) post(story, invoice, { type: 'payment_unapplied', allocations });
  raise(story.credit, invoice, paid);
  const lines = [earned, { ...deferred, recognition: 'deferred' }];
  const taxes = [{ jurisdiction: 'DE', amount: tax }];
  const figures = { lines, taxes, cash_rounding: rounding, total };
  const source_id = invoice.id;
  post(story, invoice, { type: 'invoice_voided', source_id, ...figures });
  raise(story.tax, invoice, -tax);
  story.invoices.splice(story.invoices.indexOf(invoice), 1);
});

const recognize: Act = (story, command) => {
  const invoice = story.invoices[command.pick % Math.max(1, story.invoices.length)];
  if (invoice === undefined) return;
  const { amount, discount } = takePart(invoice.deferred, command);
  post(story, invoice, { type: 'revenue_recognized', amount, discount });
  invoice.deferred = { amount: invoice.deferred.amount - amount, discount: invoice.deferred.discount - discount };
  invoice.earned = { amount: invoice.earned.amount + amount, discount: invoice.earned.discount + discount };
};

const writeOff = withOpen((story, command, invoice) => {
  const relief = shareOf(invoice.due / 10n, command);
  const allocations = [{ invoice_id: invoice.id, amount: invoice.due }];
  const taxes = [{ jurisdiction: 'DE', amount: relief }];
  post(story, invoice, { type: 'invoice_written_off', allocations, taxes });
  raise(story.badDebt, invoice, invoice.due - relief);
  raise(story.tax, invoice, -relief);
  invoice.due = 0n;
  invoice.writtenOff = true;
});

const recover: Act = (story, command) => {
  const lost = held(story.badDebt, who(command));
  const amount = shareOf(lost, command);
  if (amount <= 0n) return;
  post(story, who(command), { type: 'write_off_recovered', ...way(command), ...fee(command), amount });
  raise(story.badDebt, who(command), -amount);
};

const dispute: Act = (story, command) => {
  const amount = command.share + 1n;
  post(story, who(command), { type: 'dispute_opened', ...fee(command), amount });
  raise(story.disputed, who(command), amount);
};

const win: Act = (story, command) => {
  const amount = shareOf(held(story.disputed, who(command)), command);
  if (amount === 0n) return;
  post(story, who(command), { type: 'dispute_won', amount, fee_returned: 1n });
  raise(story.disputed, who(command), -amount);
};

/** A lost one opens invoices again as far as they were paid, else it is borne. */
const lose: Act = (story, command) => {
  const amount = shareOf(held(story.disputed, who(command)), command);
  if (amount === 0n) return;
  const { customer, currency } = who(command);
  const paid = story.invoices.find(
    (invoice) =>
      invoice.customer === customer && invoice.currency === currency && invoice.paid >= amount && !invoice.writtenOff,
  );
  const allocations = paid === undefined ? [] : [{ invoice_id: paid.id, amount }];
  const borne_by = paid === undefined ? 'bad_debt' : 'invoices';
  post(story, who(command), { type: 'dispute_lost', amount, borne_by, allocations, ...fee(command) });
  raise(story.disputed, who(command), -amount);
  if (paid === undefined) return raise(story.badDebt, who(command), amount);
  paid.due += amount;
  paid.paid -= amount;
};

const payout: Act = (story, command) => {
  post(story, who(command), {
    type: 'payout_received',
    gateway: 'stripe',
    amount: command.share + 7n,
    ...fee(command),
  });
};

const ACTS: Act[] = [
  issue,
  issue,
  pay,
  pay,
  drawFrom('credit', 'credit_applied'),
  drawFrom('wallet', 'wallet_drawn_down'),
  topUp,
  grant,
  payOut('credit', { type: 'refund_paid', out_of: 'customer_credit' }),
  payOut('refundsDue', { type: 'refund_paid', out_of: 'refunds_payable' }),
  payOut('wallet', { type: 'wallet_expired' }),
  creditNote,
  voidInvoice,
  recognize,
  writeOff,
  recover,
  dispute,
  payout,
  (story, command) => (command.other % 2 === 0 ? win : lose)(story, command),
];
