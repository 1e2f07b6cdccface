/** Payers whose ids are looked up at once. Each time reads all that is still due, so it is done seldom. */
const LOOKED_UP = 100_000;

/** All payers that `lookUp` finds, in their order, so many at a time: by how many there are where `sizeOf` is a function. */
export async function* dueChunks(
  lookUp: (after: string | null, limit: number) => Promise<string[]>,
  sizeOf: number | ((found: number) => number),
): AsyncGenerator<string[]> {
  let after: string | null = null;
  for (;;) {
    const payers: string[] = await lookUp(after, LOOKED_UP);
    const size = typeof sizeOf === 'number' ? sizeOf : sizeOf(payers.length);
    for (let from = 0; from < payers.length; from += size) yield payers.slice(from, from + size);
    if (payers.length < LOOKED_UP) return;
    after = payers.at(-1) ?? null;
  }
}
