import type { DerivationRule, DerivationStep } from '@revenue/billing-core/money';
import type { DerivationReader } from './derivation-words.ts';
import type { ExplainedRow } from './explained-row.ts';

type Wording = (step: DerivationStep, read: DerivationReader) => Omit<ExplainedRow, 'id'> | null;

const amount =
  (what: string): Wording =>
  (step, read) => ({ what, how: '', result: read.price(step.result) });

// Said together with the step that follows it.
const withNext: Wording = () => null;

const taxOf = (step: DerivationStep, read: DerivationReader) =>
  [
    step.about?.name,
    step.about?.percent === undefined ? null : read.percent(String(step.about.percent)),
    step.about?.line === undefined ? null : `on line ${step.about.line}`,
  ]
    .filter(Boolean)
    .join(' ');

/** The rules of whole invoices, credit notes, changes of plan and the ledger in words. */
export const totalWordings = {
  line_amount: (step, read) => ({ what: `Line ${step.about?.line ?? ''}`, how: '', result: read.price(step.result) }),
  subtotal: amount('Subtotal'),
  discount_base: withNext,
  discount_rate: withNext,
  discount_rounding: withNext,
  discount: amount('Discount'),
  discount_share: withNext,
  after_discount: withNext,
  discount_total: amount('Discounts together'),
  tax_inclusive_divisor: withNext,
  tax_base: withNext,
  tax_exact: (step, read) =>
    step.operation === 'multiply'
      ? null
      : { what: `Tax ${taxOf(step, read)}`, how: '', result: read.price(step.result) },
  tax_sum: withNext,
  tax_rounding: amount('Tax, rounded'),
  tax_share: withNext,
  line_tax: withNext,
  tax_total: amount('Tax together'),
  net_total: amount('Without tax'),
  total: amount('Total'),
  credit: (step, read) =>
    step.operation === 'min' ? null : { what: 'Paid from credit', how: '', result: read.price(step.result) },
  after_credit: withNext,
  cash_rounding: (step, read) =>
    step.operation === 'multiply' ? { what: 'In coins', how: '', result: read.price(step.result) } : null,
  amount_due: amount('Amount due'),
  credited_share: withNext,
  credited_total: amount('Credited'),
  plan_difference: amount('Difference of the prices'),
  credit_cap: amount('Not more than was paid'),
  late_fee: amount('Late fee'),
  late_fee_maximum: amount('Late fee, not more than its maximum'),
  recognition_price: amount('Price of the service'),
  recognition_share: withNext,
  recognized: amount('Earned'),
  exchange_value: withNext,
  exchange_difference: amount('Exchange difference'),
} satisfies Partial<Record<DerivationRule, Wording>>;
