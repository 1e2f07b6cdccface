import type { CustomerChanges } from '@revenue/billing-core/customers';
import { checkTaxId } from '@revenue/billing-core/taxes';
import type { ReactNode } from 'react';
import { type UseFormReturn, useController } from 'react-hook-form';
import {
  countryOptions,
  currencyOptions,
  localeOptions,
  timeZoneOptions,
  writtenLanguage,
} from '../../format/places.ts';
import { ComboboxField } from '../../forms/combobox-field.tsx';
import { FormSection } from '../../forms/form-section.tsx';
import { fieldParts, SelectField, TextField } from '../../forms/text-field.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Field } from '../../ui/field.tsx';
import { CustomerCombobox } from './customer-combobox.tsx';
import type { CustomerValues } from './customer-values.ts';
import { TermsField } from './terms-field.tsx';

export type CustomerFormState<Sent> = UseFormReturn<CustomerValues, unknown, Sent>;

function IdentitySection<Sent>({ form }: { form: CustomerFormState<Sent> }) {
  return (
    <FormSection
      title="Who it is"
      description="The e-mail address receives invoices and is unique among your customers."
    >
      <TextField form={form} name="name" label="Name" required autoFocus />
      <TextField form={form} name="email" label="E-mail" type="email" required />
      <TextField form={form} name="company" label="Company" optional />
      <TextField
        form={form}
        name="external_id"
        label="Your own id"
        hint="What your systems call this customer."
        optional
      />
    </FormSection>
  );
}

function AddressSection<Sent>({ form, countryHint }: { form: CustomerFormState<Sent>; countryHint?: string }) {
  return (
    <FormSection title="Address" description="Printed on invoices in the layout of the country.">
      <TextField form={form} name="address_line1" label="Address" optional className="@md:col-span-2" />
      <TextField form={form} name="address_line2" label="Second line" optional className="@md:col-span-2" />
      <TextField form={form} name="postal_code" label="Postal code" optional />
      <TextField form={form} name="city" label="City" optional />
      <TextField form={form} name="state" label="State or province" optional />
      <ComboboxField
        form={form}
        name="country"
        label="Country"
        hint={countryHint}
        required
        placeholder="Choose a country"
        options={countryOptions}
      />
    </FormSection>
  );
}

function BillingSection<Sent extends CustomerChanges>({ form }: { form: CustomerFormState<Sent> }) {
  return (
    <FormSection title="Billing" description="Periods begin and end at midnight in the customer's time zone.">
      <ComboboxField
        form={form}
        name="currency"
        label="Currency"
        required
        placeholder="Choose a currency"
        options={currencyOptions}
      />
      <TermsField form={form} />
      <ComboboxField
        form={form}
        name="time_zone"
        label="Time zone"
        required
        placeholder="Choose a time zone"
        options={timeZoneOptions}
      />
      <ComboboxField
        form={form}
        name="locale"
        label="Language"
        hint={writtenLanguage(form.watch('locale'))}
        required
        placeholder="Choose a language"
        options={localeOptions}
      />
    </FormSection>
  );
}

/** What format and check digits say while one types; the same check refuses it when it is saved. */
function TaxIdHint<Sent>({ form }: { form: CustomerFormState<Sent> }) {
  const tax_id = form.watch('tax_id').trim();
  const country = form.watch('country');
  if (tax_id === '' || !country) return 'Printed on invoices as it stands here.';
  const { verdict, reason } = checkTaxId(tax_id, country);
  if (verdict === 'valid')
    return 'Format and check digits are right. Whether it was given out, only its register knows.';
  return verdict === 'invalid' ? (
    <span className="text-warning-ink">This number {reason?.replace(/[?]$/, '')}.</span>
  ) : (
    `Kept: ${reason}.`
  );
}

function FamilySection<Sent>({ form }: { form: CustomerFormState<Sent> }) {
  const { field } = useController({ control: form.control, name: 'parent_id' });
  return (
    <FormSection
      title="Parent account"
      description="For a group of companies: subscriptions, usage and what is owed add up at the parent account."
    >
      <Field {...fieldParts({ form, name: 'parent_id', label: 'Parent', optional: true })}>
        <CustomerCombobox
          value={field.value || undefined}
          onChange={(id) => {
            field.onChange(id ?? '');
            if (!id) form.setValue('billed_to', 'self', { shouldDirty: true });
          }}
          clearable
          placeholder="None"
        />
      </Field>
      {field.value ? (
        <SelectField
          form={form}
          name="billed_to"
          label="Who pays"
          hint="Of what billing runs bill. The parent gets one invoice for all it pays for."
          options={[
            { value: 'self', label: 'This account' },
            { value: 'parent', label: 'The parent account' },
          ]}
        />
      ) : null}
    </FormSection>
  );
}

function TaxSection<Sent>({ form }: { form: CustomerFormState<Sent> }) {
  return (
    <FormSection title="Tax">
      <TextField form={form} name="tax_id" label="Tax ID" hint={<TaxIdHint form={form} />} optional />
      <div className="flex flex-col gap-3 @md:col-span-2">
        <Checkbox label="Exempt from tax" {...form.register('tax_exempt')} />
        {form.watch('tax_exempt') ? (
          <TextField form={form} name="tax_exempt_reason" label="Reason" required className="@md:max-w-96" />
        ) : null}
      </div>
    </FormSection>
  );
}

/** The fields of a customer, the same for a new one and for a change. */
export function CustomerFields<Sent extends CustomerChanges>({
  form,
  countryHint,
  children,
}: {
  form: CustomerFormState<Sent>;
  countryHint?: string;
  children?: ReactNode;
}) {
  return (
    <>
      <IdentitySection form={form} />
      <AddressSection form={form} {...(countryHint ? { countryHint } : {})} />
      <BillingSection form={form} />
      <TaxSection form={form} />
      <FamilySection form={form} />
      {children}
    </>
  );
}
