import type { SubscriptionPolicy } from '@revenue/billing-core/subscriptions';
import type { Format } from '../../format/create-format.ts';
import type { ChoiceCard } from '../../ui/choice-cards.tsx';
import { cancellationExample, downgradeExample, upgradeExample, yearlyExample } from './policy-examples.ts';

type Choices<Field extends keyof SubscriptionPolicy> = readonly ChoiceCard<SubscriptionPolicy[Field] & string>[];
type Write = { money: (text: string) => string; date: Format['date'] };

/** Examples are in the company's currency, with two decimals as they were computed. */
export const writeWith = (format: Format): Write => ({
  money: (text) => format.unitPrice(text, format.currency).replace('-', '−'),
  date: format.date,
});

function difference({ credit, charge, net }: ReturnType<typeof upgradeExample>, { money }: Write): string {
  if (credit === '0.00' && charge === '0.00') return 'Nothing is charged or given back until February 1';
  return `−${money(credit)} + ${money(charge)} = ${money(net)}`;
}

const canceled = (proration: SubscriptionPolicy['proration'], { money }: Write) =>
  `Canceled that day instead: ${money(cancellationExample({ proration }, true).credit)} given back.`;

export function prorationChoices(write: Write): Choices<'proration'> {
  const card = (value: SubscriptionPolicy['proration'], label: string, hint: string) => ({
    value,
    label,
    hint,
    example: `${difference(upgradeExample({ proration: value }), write)}. ${canceled(value, write)}`,
  });
  return [
    card('day_half_open', 'By days', 'The day of the change belongs to the new price; a canceled day is given back.'),
    card('day_inclusive', 'By days, the last one kept', 'The same, but the day of a cancellation is still paid for.'),
    card('second', 'By seconds', 'To the second, so that two changes on one day share it.'),
    card('thirty_day_months', 'By months of thirty days', 'Every month counts thirty days, however many it has.'),
    card('none', 'Not at all', 'Who is there when a period is billed pays for the whole of it.'),
    card('full_difference', 'The whole difference', 'As if the new price had held from the start of the period.'),
  ];
}

export function downgradeChoices(write: Write): Choices<'downgrade'> {
  const card = (value: SubscriptionPolicy['downgrade'], label: string, hint: string) => {
    const example = downgradeExample({ downgrade: value });
    const money = value === 'now' ? difference(example, write) : 'Nothing is given back.';
    return { value, label, hint, example: `From ${write.date(example.on)} on. ${money}` };
  };
  return [
    card(
      'period_end',
      'When the period ends',
      'What was paid for is used up; the next period is billed at the new price.',
    ),
    card('now', 'At once', 'What is left of the old price is given back.'),
  ];
}

export function invoicingChoices(write: Write): Choices<'invoicing'> {
  const { money } = write;
  const { net, until } = upgradeExample({});
  return [
    {
      value: 'now',
      label: 'At once',
      hint: 'The change makes an invoice of its own.',
      example: `${money(net)} is invoiced on the day.`,
    },
    {
      value: 'next_invoice',
      label: 'With the next invoice',
      hint: 'Its lines wait for the renewal.',
      example: `${money(net)} is on the invoice of ${write.date(until)}, beside the new period.`,
    },
  ];
}

export function newPeriodChoices(write: Write): Choices<'new_period'> {
  const card = (value: SubscriptionPolicy['new_period'], label: string, hint: string) => {
    const example = yearlyExample({ new_period: value });
    return {
      value,
      label,
      hint,
      example: `${difference(example, write)}; the next renewal is ${write.date(example.until)}.`,
    };
  };
  return [
    card('restart', 'A new period begins', 'It is counted from the day of the change.'),
    card('align', 'The boundaries stay', 'The first period is what is left up to the boundary of before.'),
  ];
}

export function creditCapChoices({ money }: Write): Choices<'credit_cap'> {
  const of = (value: SubscriptionPolicy['credit_cap']) =>
    `Unpaid: ${money(cancellationExample({ credit_cap: value }, false).credit)}. Paid: ${money(cancellationExample({ credit_cap: value }, true).credit)}.`;
  return [
    {
      value: 'billed',
      label: 'What was invoiced',
      hint: 'For invoices on terms: the credit comes off what is still owed first.',
      example: of('billed'),
    },
    {
      value: 'paid',
      label: 'What was paid',
      hint: 'For money taken in advance: nothing is given back that never came in.',
      example: of('paid'),
    },
  ];
}

export const afterGraceChoices: Choices<'after_grace'> = [
  { value: 'pause', label: 'Pause it', hint: 'Nothing more is billed until it is resumed.' },
  { value: 'cancel', label: 'Cancel it', hint: 'It ends; what was used is still billed.' },
  { value: 'none', label: 'Leave it', hint: 'It goes on and is billed as before.' },
];
