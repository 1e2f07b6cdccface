import type { ReactNode } from 'react';
import { type FieldValues, type Path, type UseFormReturn, useController } from 'react-hook-form';
import { Field } from '../ui/field.tsx';
import { Input, type InputProps, Textarea } from '../ui/input.tsx';
import { Select, type SelectOption } from '../ui/select.tsx';

export type FormFieldProps<Values extends FieldValues, Sent> = {
  form: UseFormReturn<Values, unknown, Sent>;
  name: Path<Values>;
  label: ReactNode;
  hint?: ReactNode;
  required?: boolean;
  optional?: boolean;
  hideLabel?: boolean | 'wide';
  className?: string;
};

/** The label, hint and fault of one value of a form. */
export function fieldParts<Values extends FieldValues, Sent>(props: FormFieldProps<Values, Sent>) {
  const { form, name, label, hint, required, optional, hideLabel, className } = props;
  return {
    label,
    hint,
    required: required ?? false,
    optional: optional ?? false,
    hideLabel: hideLabel ?? false,
    className: className ?? '',
    error: form.getFieldState(name, form.formState).error?.message,
  };
}

type TextFieldProps<Values extends FieldValues, Sent> = FormFieldProps<Values, Sent> &
  Pick<InputProps, 'type' | 'inputMode' | 'placeholder' | 'autoComplete' | 'suffix' | 'autoFocus' | 'disabled'>;

export function TextField<Values extends FieldValues, Sent>(props: TextFieldProps<Values, Sent>) {
  const { form, name, label, hint, required, optional, hideLabel, className, ...input } = props;
  return (
    <Field {...fieldParts(props)}>
      <Input {...input} {...form.register(name)} />
    </Field>
  );
}

export function TextareaField<Values extends FieldValues, Sent>(
  props: FormFieldProps<Values, Sent> & { placeholder?: string; rows?: number },
) {
  return (
    <Field {...fieldParts(props)}>
      <Textarea
        {...(props.placeholder ? { placeholder: props.placeholder } : {})}
        rows={props.rows ?? 3}
        {...props.form.register(props.name)}
      />
    </Field>
  );
}

/** Options may come later than the form: what is chosen is shown as soon as it is among them. */
export function SelectField<Values extends FieldValues, Sent>(
  props: FormFieldProps<Values, Sent> & { options: readonly SelectOption[]; placeholder?: string },
) {
  const { field } = useController({ control: props.form.control, name: props.name });
  return (
    <Field {...fieldParts(props)}>
      <Select options={props.options} {...(props.placeholder ? { placeholder: props.placeholder } : {})} {...field} />
    </Field>
  );
}
