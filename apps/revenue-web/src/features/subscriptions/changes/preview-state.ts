type Asked<Effect> = {
  /** What is chosen now, as it is sent; 'null' while nothing is. */
  asked: string;
  /** What was chosen when typing paused, of which the rest tells. */
  settled: string;
  data: Effect | undefined;
  error: unknown;
  isFetching: boolean;
};

export type PreviewState<Effect> = {
  shown: Effect | undefined;
  error: unknown;
  /** What is shown is the newest effect of what is chosen now: one can decide by it. */
  isCurrent: boolean;
};

/** What may be shown of a preview: what was chosen before says nothing of what is chosen now. */
export function previewState<Effect>({ asked, settled, data, error, isFetching }: Asked<Effect>): PreviewState<Effect> {
  if (asked === 'null' || asked !== settled) return { shown: undefined, error: null, isCurrent: false };
  if (error) return { shown: undefined, error, isCurrent: false };
  return { shown: data, error: null, isCurrent: data !== undefined && !isFetching };
}
