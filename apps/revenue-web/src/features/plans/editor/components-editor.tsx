import { Flag, Gauge, Receipt, X } from 'lucide-react';
import { useFieldArray } from 'react-hook-form';
import { TextField } from '../../../forms/text-field.tsx';
import { Button } from '../../../ui/button.tsx';
import { Card } from '../../../ui/card.tsx';
import { ComponentFields } from './component-fields.tsx';
import { baseFee, emptyComponent, setUpFee } from './component-values.ts';
import type { PlanFormState } from './plan-values.ts';

const heads: Record<string, { title: string; description: string }> = {
  usage: { title: 'Usage', description: 'What a meter counted, billed when the period is over.' },
  one_time: { title: 'Set-up fee', description: 'Charged once, with the first period that is paid for.' },
  recurring: { title: 'Recurring fee', description: 'Charged every period.' },
};
const headOf = (kind: string) => heads[kind] ?? { title: kind };

/** The parts of a plan, in the order they stand on the invoice. */
export function ComponentsEditor({ form }: { form: PlanFormState }) {
  const components = useFieldArray({ control: form.control, name: 'components' });
  const fault = form.formState.errors.components;
  return (
    <>
      {components.fields.map((component, index) => (
        <Card
          key={component.id}
          {...headOf(component.kind)}
          actions={
            components.fields.length > 1 ? (
              <Button
                variant="ghost"
                size="icon"
                aria-label={`Remove component ${index + 1}`}
                icon={<X aria-hidden />}
                onClick={() => components.remove(index)}
              />
            ) : null
          }
        >
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField form={form} name={`components.${index}.name`} label="Name on the invoice" required />
            <ComponentFields form={form} index={index} />
          </div>
        </Card>
      ))}
      {typeof fault?.message === 'string' ? <p className="text-danger-ink text-xs">{fault.message}</p> : null}
      <div className="flex flex-wrap gap-2">
        <Button icon={<Gauge aria-hidden />} onClick={() => components.append({ ...emptyComponent })}>
          Add usage
        </Button>
        <Button icon={<Receipt aria-hidden />} onClick={() => components.append({ ...baseFee, name: '' })}>
          Add recurring fee
        </Button>
        <Button icon={<Flag aria-hidden />} onClick={() => components.append({ ...setUpFee, name: '' })}>
          Add set-up fee
        </Button>
      </div>
    </>
  );
}
