import type { CustomerChanges } from '@revenue/billing-core/customers';
import type { ReactNode } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import {
  countryOptions,
  currencyOptions,
  localeOptions,
  paymentTermOptions,
  timeZoneOptions,
} from '../../format/places.ts';
import { paymentTerms } from '../../format/words.ts';
import { ComboboxField } from '../../forms/combobox-field.tsx';
import { FormSection } from '../../forms/form-section.tsx';
import { SelectField, TextField } from '../../forms/text-field.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import type { CustomerValues } from './customer-values.ts';

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
        hint="How your systems call this customer."
        optional
      />
    </FormSection>
  );
}

function AddressSection<Sent>({ form }: { form: CustomerFormState<Sent> }) {
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
        required
        placeholder="Choose a country"
        options={countryOptions}
      />
    </FormSection>
  );
}

function BillingSection<Sent>({ form }: { form: CustomerFormState<Sent> }) {
  const chosen = form.watch('payment_terms');
  const terms = paymentTermOptions.includes(chosen) ? paymentTermOptions : [chosen, ...paymentTermOptions];
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
      <SelectField
        form={form}
        name="payment_terms"
        label="Payment terms"
        options={terms.map((value) => ({ value, label: paymentTerms(value) }))}
      />
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
        required
        placeholder="Choose a language"
        options={localeOptions}
      />
    </FormSection>
  );
}

function TaxSection<Sent>({ form }: { form: CustomerFormState<Sent> }) {
  return (
    <FormSection title="Tax">
      <TextField form={form} name="tax_id" label="Tax id" hint="Printed on invoices as it stands here." optional />
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
  children,
}: {
  form: CustomerFormState<Sent>;
  children?: ReactNode;
}) {
  return (
    <>
      <IdentitySection form={form} />
      <AddressSection form={form} />
      <BillingSection form={form} />
      <TaxSection form={form} />
      {children}
    </>
  );
}
