import type { StoryDay } from './calendar.ts';

/** Work that was sold beside the subscriptions: when, to whom, what, and what became of it. */
export type OneOff = {
  external_id: string;
  customer: string;
  product: 'onboarding' | 'support';
  quantity: string;
  /** The day of the story, or so many days before its last. */
  when: { day: number } | { left: number };
  /** Two days later it is void, for this reason. */
  voided?: string;
  /** Not sent yet. */
  draft?: true;
  percent_off?: string;
  tax_rates?: { percent: string; name: string }[];
  /** So many days later, a part of it is given back. */
  credited?: { after: number; quantity: string; reason: string };
};

const days = (quantity: string) => ({ product: 'onboarding', quantity }) as const;
const months = (quantity: string) => ({ product: 'support', quantity }) as const;

/** Support is data processing there, and taxed. */
const TEXAS = [{ percent: '8.25', name: 'Texas sales tax' }];

export const ONE_OFFS: readonly OneOff[] = [
  { external_id: 'workshop-1', when: { day: 20 }, customer: 'C-001', ...days('2') },
  {
    external_id: 'workshop-2',
    when: { day: 70 },
    customer: 'C-005',
    ...days('1'),
    voided: 'Ordered by another company of that name.',
  },
  {
    external_id: 'workshop-3',
    when: { day: 120 },
    customer: 'C-009',
    ...days('3'),
    credited: { after: 20, quantity: '1', reason: 'The third day was not held.' },
  },
  { external_id: 'support-1', when: { day: 186 }, customer: 'C-002', ...months('6') },
  { external_id: 'workshop-4', when: { day: 215 }, customer: 'C-014', ...days('2') },
  { external_id: 'workshop-5', when: { day: 290 }, customer: 'C-021', ...days('4') },
  { external_id: 'support-2', when: { day: 345 }, customer: 'C-021', ...months('6') },
  { external_id: 'workshop-6', when: { day: 372 }, customer: 'C-026', ...days('3') },
  { external_id: 'workshop-7', when: { day: 425 }, customer: 'C-031', ...days('5'), percent_off: '10' },
  { external_id: 'support-3', when: { day: 455 }, customer: 'C-026', ...months('12') },
  { external_id: 'workshop-8', when: { day: 486 }, customer: 'C-035', ...days('4') },
  {
    external_id: 'support-4',
    when: { left: 33 },
    customer: 'C-033',
    ...months('1'),
    tax_rates: TEXAS,
  },
  {
    external_id: 'workshop-9',
    when: { left: 24 },
    customer: 'C-028',
    ...days('2'),
    credited: { after: 8, quantity: '0.25', reason: 'Two hours were lost to a power cut.' },
  },
  {
    external_id: 'workshop-10',
    when: { left: 16 },
    customer: 'C-010',
    ...days('1'),
    voided: 'The workshop was called off.',
  },
  { external_id: 'workshop-11', when: { left: 3 }, customer: 'C-004', ...days('1'), draft: true },
  { external_id: 'support-5', when: { left: 1 }, customer: 'C-033', ...months('12'), tax_rates: TEXAS, draft: true },
];

/** Whether it happens on this day, or so many days before it. */
export function isOn({ when }: OneOff, day: StoryDay, daysAgo = 0): boolean {
  return 'day' in when ? when.day + daysAgo === day.index : when.left - daysAgo === day.left;
}
