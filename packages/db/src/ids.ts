import { V7Generator } from 'uuidv7';

/** Random numbers are asked of the system by the thousand: a billing run makes ten ids for each invoice. */
const random = new Uint32Array(1_024);
let used = random.length;

const source = {
  nextUint32: () => {
    if (used === random.length) {
      crypto.getRandomValues(random);
      used = 0;
    }
    used += 1;
    return random[used - 1] ?? 0;
  },
};

/** Clocks that are told apart at once: the machine's, and those of test tenants that are at work at the same time. */
const MAX_CLOCKS = 8;

/** A clock that was set back by less still continues its sequence. */
const TOLERANCE_MS = 10_000;

type Sequence = { generator: V7Generator; last: number };

/** The one that was used last comes first. */
const sequences: Sequence[] = [];

/**
 * A new UUIDv7. The time in it is the operation's own, so a scenario that moves its clock gets ids in the order of its
 * story; within one millisecond ids still rise, also while others work at quite another time.
 */
export function newId(now: Date): string {
  const time = now.getTime();
  const [latest] = sequences;
  const sequence = latest && Math.abs(time - latest.last) < TOLERANCE_MS ? latest : sequenceAt(time);
  sequence.last = time;
  return textOf(sequence.generator.generateOrResetCore(time, TOLERANCE_MS).bytes);
}

const text = Buffer.alloc(36, '-');
const DIGITS = Buffer.from('0123456789abcdef');

/**
 * Written into one piece of memory. Put together digit by digit, an id is a chain of thirty strings of a kilobyte in all until
 * somebody reads it: a good part of the memory of a billing run.
 */
function textOf(bytes: Uint8Array): string {
  let at = 0;
  for (const byte of bytes) {
    if (at === 8 || at === 13 || at === 18 || at === 23) at += 1;
    text[at] = DIGITS[byte >>> 4] ?? 0;
    text[at + 1] = DIGITS[byte & 15] ?? 0;
    at += 2;
  }
  return text.toString('latin1');
}

function sequenceAt(time: number): Sequence {
  const at = sequences.findIndex(({ last }) => Math.abs(time - last) < TOLERANCE_MS);
  const [known] = at < 0 ? [] : sequences.splice(at, 1);
  const sequence = known ?? { generator: new V7Generator(source), last: time };
  sequences.unshift(sequence);
  sequences.length = Math.min(sequences.length, MAX_CLOCKS);
  return sequence;
}

/** The least id of a millisecond. The ids that `newId` makes at an instant may carry one up to ten seconds later. */
export function leastIdAt(time: Date): string {
  const hex = time.getTime().toString(16).padStart(12, '0');
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`;
}
