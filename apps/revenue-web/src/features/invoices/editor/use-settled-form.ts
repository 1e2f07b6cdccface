import { useEffect, useState } from 'react';
import type { FieldValues, UseFormReturn } from 'react-hook-form';

/**
 * What `read` makes of a form once typing has paused for `milliseconds`. Nothing is rendered and nothing is read while
 * one types: a form of five hundred lines must not be looked through at every key.
 */
export function useSettledForm<Values extends FieldValues, Sent, Read>(
  form: UseFormReturn<Values, unknown, Sent>,
  milliseconds: number,
  read: (values: Values) => Read,
): Read {
  const [settled, setSettled] = useState(() => read(form.getValues()));
  const { subscribe, getValues } = form;
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = subscribe({
      formState: { values: true },
      callback: () => {
        clearTimeout(timer);
        timer = setTimeout(() => setSettled(read(getValues())), milliseconds);
      },
    });
    return () => {
      clearTimeout(timer);
      unsubscribe();
    };
  }, [subscribe, getValues, milliseconds, read]);
  return settled;
}
