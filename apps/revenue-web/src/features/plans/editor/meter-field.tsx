import { Link } from '@tanstack/react-router';
import { trpc } from '../../../api/trpc.ts';
import { SelectField } from '../../../forms/text-field.tsx';
import type { PlanFormState } from './plan-values.ts';

export function MeterField({ form, index }: { form: PlanFormState; index: number }) {
  const meters = trpc.meters.list.useQuery({ limit: 100 });
  const options = (meters.data?.data ?? []).map((meter) => ({
    value: meter.code,
    label: `${meter.name} (${meter.code})`,
  }));
  const none = meters.data && options.length === 0;
  // Until they are loaded, and where it is archived, the one that is chosen stays chosen.
  const chosen = form.watch(`components.${index}.meter`);
  const isKnown = chosen === '' || options.some(({ value }) => value === chosen);
  return (
    <SelectField
      form={form}
      name={`components.${index}.meter`}
      label="Meter"
      required
      placeholder="Choose a meter"
      options={isKnown ? options : [{ value: chosen, label: chosen }, ...options]}
      hint={
        none ? (
          <>
            There is no meter yet.{' '}
            <Link to="/meters" className="text-accent-ink underline">
              Create one first
            </Link>
            .
          </>
        ) : undefined
      }
    />
  );
}
