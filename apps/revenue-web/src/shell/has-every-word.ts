/** Whether a text has every word of a query, or the beginning of it: 'bil run' finds 'Start a billing run'. */
export function hasEveryWord(query: string, text: string): boolean {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  const asked = query
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
  return asked.every((part) => words.some((word) => word.startsWith(part)));
}
