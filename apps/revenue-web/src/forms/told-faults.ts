import type { Problem } from '../api/problem.ts';
import { humanize } from '../format/words.ts';

const bare = (text: string) => text.trim().replace(/\.$/, '').toLowerCase();

/** What the title has told already, whole or as a part of its sentence, is not told again. */
const isTold = (title: string, message: string) => bare(title).includes(bare(message));

/** The record itself: nobody has typed its id. */
const isOfRecord = (path: string) => /^((body|input|query)\.)?id$/.test(path);

/** 'components[0].unit_amount' -> 'Components 1, unit amount'. */
export function placeWords(path: string): string {
  const words = path
    .replace(/^(body|input|query)\./, '')
    .replace(/\[(\d+)\]|\.(\d+)(?=\.|$)/g, (_, bracket, dotted) => ` ${Number(bracket ?? dotted) + 1}`)
    .split('.')
    .join(', ');
  return humanize(words);
}

/** The faults that say more than the title of a refusal, each with the place that it is about, in words. */
export function toldFaults({
  message,
  errors,
}: Pick<Problem, 'message' | 'errors'>): { place: string; text: string }[] {
  const [only] = errors;
  // One fault of the record itself says in other words what the title says of it.
  if (errors.length === 1 && only !== undefined && isOfRecord(only.path)) return [];
  const more = errors.filter((fault) => !isTold(message, fault.message));
  // Of several each is said, so that none seems to be missing.
  return (errors.length > 1 && more.length > 0 ? errors : more).map((fault) => ({
    place: isOfRecord(fault.path) ? '' : placeWords(fault.path),
    text: fault.message,
  }));
}
