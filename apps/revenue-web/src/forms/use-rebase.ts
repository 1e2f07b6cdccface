import { useState } from 'react';
import type { DefaultValues, FieldValues, Path, PathValue, UseFormReturn } from 'react-hook-form';

export type Rebase = {
  /** Loads the record as it is now and puts the edits on top of it. */
  run: () => Promise<void>;
  busy: boolean;
  /** Once it was done: what both have changed, and what the other one made of it. */
  clashes: { field: string; theirs: string }[] | null;
};

const same = (left: unknown, right: unknown) => JSON.stringify(left) === JSON.stringify(right);

/**
 * What a person can do when somebody else has saved the same record meanwhile: go on from the newest and keep what they
 * typed. A field that only the other one changed takes the new value; where both did, the person's stays and is told.
 */
export function useRebase<Record, Values extends FieldValues, Sent>(options: {
  form: UseFormReturn<Values, unknown, Sent>;
  record: Record;
  valuesOf: (record: Record) => Values;
  load: () => Promise<Record>;
  /** Forgets the refusal that this answers. */
  onDone: () => void;
}): { base: Record; take: (saved: Record) => void; rebase: Rebase } {
  const { form, valuesOf } = options;
  const [base, setBase] = useState(options.record);
  const [busy, setBusy] = useState(false);
  const [clashes, setClashes] = useState<Rebase['clashes']>(null);
  const run = async () => {
    setBusy(true);
    try {
      const fresh = await options.load();
      const before = valuesOf(base);
      const now = valuesOf(fresh);
      const mine = form.getValues();
      const edited = (Object.keys(before) as Path<Values>[]).filter((field) => !same(mine[field], before[field]));
      form.reset(now as DefaultValues<Values>);
      for (const field of edited)
        form.setValue(field, mine[field] as PathValue<Values, Path<Values>>, { shouldDirty: true });
      const both = edited.filter((field) => !same(before[field], now[field]) && !same(mine[field], now[field]));
      setBase(fresh);
      setClashes(both.map((field) => ({ field, theirs: typeof now[field] === 'string' ? now[field] : '' })));
      options.onDone();
    } finally {
      setBusy(false);
    }
  };
  /** For a form that stays open: what was saved is what further edits start from. */
  const take = (saved: Record) => {
    setBase(saved);
    setClashes(null);
    form.reset(valuesOf(saved) as DefaultValues<Values>);
  };
  return { base, take, rebase: { run, busy, clashes } };
}
