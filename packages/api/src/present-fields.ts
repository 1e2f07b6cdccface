/** The fields that were given: absent and undefined both mean "not said". What is null is meant to be cleared. */
export type Present<T> = { [K in keyof T]: Exclude<T[K], undefined> };

export function presentFields<T extends object>(value: T): Present<T> {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as Present<T>;
}
