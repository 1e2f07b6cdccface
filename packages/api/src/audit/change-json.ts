/**
 * One side of a change as it is kept: in the words of the wire, as the API answers them. A bigint would be money in minor
 * units, which no reader of an event expects, so it is a mistake of ours and ends the transaction.
 */
export function changeJson(value: object): string {
  try {
    // JSON refuses a bigint by itself; asking of each field what it is would take most of the time.
    return JSON.stringify(value);
  } catch (error) {
    throw new Error(
      `a change names ${bigintIn(value) ?? 'what JSON cannot say'} in minor units; say it with wireAmount`,
      {
        cause: error,
      },
    );
  }
}

function bigintIn(value: object): string | undefined {
  for (const [key, item] of Object.entries(value)) {
    if (typeof item === 'bigint') return key;
    const within = typeof item === 'object' && item !== null ? bigintIn(item) : undefined;
    if (within !== undefined) return within;
  }
  return undefined;
}
