/**
 * One side of a change as it is kept: in the words of the wire, as the API answers them. A bigint would be money in minor
 * units, which no reader of an event expects, so it is a mistake of ours and ends the transaction.
 */
export function changeJson(value: object): string {
  return JSON.stringify(value, (key, item: unknown) => {
    if (typeof item === 'bigint') throw new Error(`a change names ${key} in minor units; say it with wireAmount`);
    return item;
  });
}
