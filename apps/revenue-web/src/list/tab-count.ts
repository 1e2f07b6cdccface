import { COUNT_LIMIT } from '@revenue/billing-core/wire';
import { countText } from '../format/words.ts';

/** What a tab says of a count that the server takes no further than COUNT_LIMIT. */
export const tabCount = (count: number | undefined): string | undefined =>
  count === undefined ? undefined : countText(count, COUNT_LIMIT);
