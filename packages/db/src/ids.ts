import { V7Generator } from 'uuidv7';

const generator = new V7Generator();

/**
 * A new UUIDv7. The time in it is the operation's own, so a scenario that moves its clock gets ids in the order of its
 * story; within one millisecond ids still rise.
 */
export function newId(now: Date): string {
  // A clock that was set back (tests, simulations) starts a new sequence instead of failing.
  return generator.generateOrResetCore(now.getTime(), 10_000).toString();
}
