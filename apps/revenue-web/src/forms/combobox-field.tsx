import { type FieldValues, useController } from 'react-hook-form';
import { Combobox, type ComboboxProps } from '../ui/combobox.tsx';
import { Field } from '../ui/field.tsx';
import { type FormFieldProps, fieldParts } from './text-field.tsx';

type ComboboxFieldProps<Values extends FieldValues, Sent> = FormFieldProps<Values, Sent> &
  Omit<ComboboxProps, 'value' | 'onChange'>;

export function ComboboxField<Values extends FieldValues, Sent>(props: ComboboxFieldProps<Values, Sent>) {
  const { form, name, label, hint, required, optional, hideLabel, className, ...combobox } = props;
  const { field } = useController({ control: form.control, name });
  // What the list does not have (it came through the API) is shown as it is kept, not as if nothing were chosen.
  const value = (field.value as string | undefined) || undefined;
  return (
    <Field {...fieldParts(props)}>
      <Combobox valueLabel={value} {...combobox} value={value} onChange={field.onChange} />
    </Field>
  );
}
