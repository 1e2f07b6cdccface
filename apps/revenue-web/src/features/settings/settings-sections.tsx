import {
  countryOptions,
  currencyOptions,
  localeOptions,
  paymentTermOptions,
  timeZoneOptions,
  writtenLanguage,
} from '../../format/places.ts';
import { paymentTerms } from '../../format/words.ts';
import { ComboboxField } from '../../forms/combobox-field.tsx';
import { FormSection } from '../../forms/form-section.tsx';
import { SelectField, TextField } from '../../forms/text-field.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { NumberPreview } from './number-preview.tsx';
import type { SettingsFormState } from './settings-values.ts';

export function CompanySection({ form }: { form: SettingsFormState }) {
  return (
    <FormSection title="Company" description="Printed at the head of every invoice and mail.">
      <TextField form={form} name="name" label="Name" required />
      <TextField
        form={form}
        name="legal_name"
        label="Legal name"
        hint="As registered, where it differs from the name."
        optional
      />
      <TextField form={form} name="email" label="E-mail" type="email" optional />
    </FormSection>
  );
}

export function TaxSection({ form }: { form: SettingsFormState }) {
  return (
    <FormSection
      title="Tax"
      description="Charged on lines that say nothing else, to customers in your country. Customers abroad and those who are exempt are not charged it; their invoices say why."
    >
      <TextField
        form={form}
        name="tax_id"
        label="Tax ID"
        hint="Printed on every invoice once you are registered."
        optional
      />
      <div className="grid grid-cols-[minmax(0,1fr)_112px] gap-4">
        <TextField form={form} name="tax_name" label="Name" placeholder="VAT, GST, Sales tax" optional />
        <TextField form={form} name="tax_percent" label="Rate" inputMode="decimal" suffix="%" optional />
      </div>
      <Checkbox
        label="Prices contain the tax"
        hint="A price of 119.00 at 19 % is 100.00 and 19.00 tax. Each invoice can say otherwise."
        className="@md:col-span-2"
        {...form.register('prices_include_tax')}
      />
    </FormSection>
  );
}

export function AddressSection({ form }: { form: SettingsFormState }) {
  return (
    <FormSection title="Address" description="Where invoices come from.">
      <TextField form={form} name="address_line1" label="Address" className="@md:col-span-2" />
      <TextField form={form} name="address_line2" label="Second line" optional className="@md:col-span-2" />
      <TextField form={form} name="postal_code" label="Postal code" />
      <TextField form={form} name="city" label="City" />
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

export function DefaultsSection({ form }: { form: SettingsFormState }) {
  const chosen = form.watch('payment_terms');
  const terms = paymentTermOptions.includes(chosen) ? paymentTermOptions : [chosen, ...paymentTermOptions];
  return (
    <FormSection title="Defaults" description="What new customers start with. Existing customers keep their own.">
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
        label="Language and formats"
        hint={writtenLanguage(form.watch('locale'))}
        required
        placeholder="Choose a language"
        options={localeOptions}
      />
    </FormSection>
  );
}

export function NumberingSection({ form }: { form: SettingsFormState }) {
  return (
    <FormSection
      title="Invoices"
      description="Numbers have no gap: a number once given stays with its invoice, even when that is voided."
    >
      <TextField
        form={form}
        name="invoice_number_format"
        label="Number format"
        required
        hint={
          <>
            Text with <code>{'{YYYY}'}</code>, <code>{'{YY}'}</code>, <code>{'{MM}'}</code>, <code>{'{DD}'}</code>,{' '}
            <code>{'{CUSTOMER}'}</code> (external id) and <code>{'{SEQ:3}'}</code>, the running number with at least
            three digits. It starts again with the finest date in it.
          </>
        }
      />
      <NumberPreview kind="invoice" format={form.watch('invoice_number_format')} />
      <TextField
        form={form}
        name="credit_note_number_format"
        label="Number format of credit notes"
        required
        hint="A series of its own, in the same words."
      />
      <NumberPreview kind="credit_note" format={form.watch('credit_note_number_format')} />
      <TextField form={form} name="brand_color" label="Colour of documents" placeholder="#3d4fd1" optional />
    </FormSection>
  );
}

export function BillingSection({ form }: { form: SettingsFormState }) {
  return (
    <FormSection title="Billing runs" description="What bills subscriptions and billing cycles, every hour or by hand.">
      <Checkbox
        {...form.register('approve_billing_runs')}
        className="@md:col-span-2"
        label="Every billing run waits for approval"
        hint="Otherwise only what is on a billing cycle that asks for it."
      />
    </FormSection>
  );
}
