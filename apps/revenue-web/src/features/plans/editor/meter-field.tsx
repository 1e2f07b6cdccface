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
  return (
    <SelectField
      form={form}
      name={`components.${index}.meter`}
      label="Meter"
      required
      placeholder="Choose a meter"
      options={options}
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
