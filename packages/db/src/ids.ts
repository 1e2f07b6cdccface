import { V7Generator } from 'uuidv7';

/** Random numbers are asked of the system by the thousand: a billing run makes ten ids for each invoice. */
const random = new Uint32Array(1_024);
let used = random.length;

const generator = new V7Generator({
  nextUint32: () => {
    if (used === random.length) {
      crypto.getRandomValues(random);
      used = 0;
    }
    used += 1;
    return random[used - 1] ?? 0;
  },
});

/**
 * A new UUIDv7. The time in it is the operation's own, so a scenario that moves its clock gets ids in the order of its
 * story; within one millisecond ids still rise.
 */
export function newId(now: Date): string {
  // A clock that was set back (tests, simulations) starts a new sequence instead of failing.
  return generator.generateOrResetCore(now.getTime(), 10_000).toString();
}
