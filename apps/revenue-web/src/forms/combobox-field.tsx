import { type FieldValues, useController } from 'react-hook-form';
import { Combobox, type ComboboxProps } from '../ui/combobox.tsx';
import { Field } from '../ui/field.tsx';
import { type FormFieldProps, fieldParts } from './text-field.tsx';

type ComboboxFieldProps<Values extends FieldValues, Sent> = FormFieldProps<Values, Sent> &
  Omit<ComboboxProps, 'value' | 'onChange'>;

export function ComboboxField<Values extends FieldValues, Sent>(props: ComboboxFieldProps<Values, Sent>) {
  const { form, name, label, hint, required, optional, hideLabel, className, ...combobox } = props;
  const { field } = useController({ control: form.control, name });
  return (
    <Field {...fieldParts(props)}>
      <Combobox {...combobox} value={(field.value as string | undefined) || undefined} onChange={field.onChange} />
    </Field>
  );
}
