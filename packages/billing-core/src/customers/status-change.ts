import { BillingError } from '../errors/index.ts';
import type { CustomerStatus } from './schema.ts';

/** Where each status may lead. A closed customer comes back as active, and may be suspended then. */
const NEXT: Readonly<Record<CustomerStatus, readonly CustomerStatus[]>> = {
  active: ['suspended', 'closed'],
  suspended: ['active', 'closed'],
  closed: ['active'],
};

/**
 * Whether a customer may go from one status to the other. Staying is no change.
 * @example canChangeCustomerStatus('closed', 'suspended') // false
 */
export function canChangeCustomerStatus(from: CustomerStatus, to: CustomerStatus): boolean {
  return from === to || NEXT[from].includes(to);
}

/** @throws BillingError illegal_transition that names the ways there are */
export function assertCustomerStatusChange(name: string, from: CustomerStatus, to: CustomerStatus): void {
  if (canChangeCustomerStatus(from, to)) return;
  const message = `is ${from} and can become ${NEXT[from].join(' or ')}, not ${to}`;
  throw new BillingError('illegal_transition', `${name} ${message}.`, { errors: [{ path: 'status', message }] });
}
