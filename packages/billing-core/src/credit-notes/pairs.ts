/** Two lists of one order, place by place: the taxes of an item, and what is taken back of each. */
export function pairs<Left, Right>(left: readonly Left[], right: readonly Right[]): [Left, Right][] {
  return left.flatMap((one, at) => right.slice(at, at + 1).map((other): [Left, Right] => [one, other]));
}
