type Way = { from: string; reached: string; target: string };

/** How much of the way lies behind, for a progress bar. */
export function progressOf({ from, reached, target }: Way): { value: number; total: number } {
  const start = Date.parse(from);
  return { value: Date.parse(reached) - start, total: Date.parse(target) - start };
}
