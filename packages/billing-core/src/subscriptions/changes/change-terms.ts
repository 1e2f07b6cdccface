import type { Derivation, RoundingMode } from '../../money/index.ts';
import type { LocalDate, Period } from '../../time/index.ts';
import type { PlanInterval, RenewalLine, RenewedComponent, RenewedSubscription, UsageLookup } from '../plan-renewal.ts';
import type { SubscriptionStatus } from '../status.ts';
import type { ChangePolicy } from './change-policy-schema.ts';

/** An item as it shall be. With the id of an item that is there it is that one; a new id may say whom it replaces. */
export type NewItem = Omit<RenewedComponent, 'active_from'> & { replaces?: string };

/** The line that an item was charged with for its service period. Minor units, before tax. */
export type BilledLine = {
  line_id: string;
  /** Before its discounts. */
  amount: bigint;
  /** What discounts took off, 0 unless given. */
  discount?: bigint;
  /** What of the rest was paid. */
  paid: bigint;
  /** What earlier credits gave back. */
  credited: bigint;
  /** Not yet on a final invoice: it can be taken back whole, paid or not. */
  pending?: boolean;
};

/** An item of a subscription with the days it is, or will be, charged for in the current period. */
export type SubscribedItem = NewItem & {
  service: Period;
  /** The instant it took effect, for the proration by seconds; the start of its service period unless given. */
  since?: Date | undefined;
  /** null while it is not billed: in arrear, in a trial, before the start. */
  billed: BilledLine | null;
};

/** A subscription as changes see it. */
export type ChangedSubscription = Omit<RenewedSubscription, 'plan' | 'start_date' | 'scheduled_change'> &
  PlanInterval & {
    status: SubscriptionStatus;
    start_date: LocalDate;
    currency: string;
    items: readonly SubscribedItem[];
  };

/** What every change is told. */
export type ChangeTerms = {
  subscription: ChangedSubscription;
  /** The instant of the change. */
  at: Date;
  policy?: Partial<ChangePolicy>;
  rounding: { mode: RoundingMode };
  /** Needed where an item that bills usage ends: what its meter counted until then. */
  usage?: UsageLookup;
  /** false leaves the derivations out. */
  explain?: boolean;
};

/** A line of a change. A charge is not below zero, a credit not above it; lines of zero are left out. Minor units. */
export type ChangeLine = RenewalLine & {
  type: 'charge' | 'credit';
  /** Names the line until it is stored: the item and where its service starts. */
  line_id: string;
  /** The line that a credit gives back of. */
  credits: string | null;
};

/** What the lines of a change come to. */
export type ChangeMoney = {
  lines: ChangeLine[];
  /** The sum of the lines, minor units; below zero where more is given back than charged. */
  net: bigint;
  /** How the net came about, the steps of all lines included; null without lines, or with `explain: false`. */
  derivation: Derivation | null;
  /** Whether the lines make an invoice now, are kept for the next one, or there are none. */
  billing: 'invoice_now' | 'next_invoice' | 'nothing';
};
