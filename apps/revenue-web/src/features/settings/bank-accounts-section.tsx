import { Plus, X } from 'lucide-react';
import { useFieldArray } from 'react-hook-form';
import { currencyOptions } from '../../format/places.ts';
import { ComboboxField } from '../../forms/combobox-field.tsx';
import { FormSection } from '../../forms/form-section.tsx';
import { TextField } from '../../forms/text-field.tsx';
import { Button } from '../../ui/button.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import { emptyAccount, type SettingsFormState } from './settings-values.ts';

export function BankAccountsSection({ form }: { form: SettingsFormState }) {
  const accounts = useFieldArray({ control: form.control, name: 'bank_accounts' });
  const chosen = form.watch('bank_accounts').map(({ currency }) => currency);
  const next = [form.watch('currency'), 'EUR', 'USD', 'GBP'].find((currency) => !chosen.includes(currency)) ?? '';
  return (
    <FormSection
      title="Bank accounts"
      description="Where customers pay by transfer: an account for each currency. Euro accounts are printed with a code that a bank's app can scan."
    >
      {accounts.fields.map((account, index) => (
        <Account key={account.id} form={form} index={index} onRemove={() => accounts.remove(index)} />
      ))}
      <div className="@md:col-span-2">
        {accounts.fields.length === 0 ? (
          <p className="mb-3 text-ink-faint text-sm">
            Invoices do not say where to pay. Add an account, and they do from then on.
          </p>
        ) : null}
        <Button
          icon={<Plus aria-hidden />}
          onClick={() => accounts.append(emptyAccount(next, accounts.fields.length === 0))}
        >
          Add an account
        </Button>
      </div>
    </FormSection>
  );
}

function Account({ form, index, onRemove }: { form: SettingsFormState; index: number; onRemove: () => void }) {
  const path = `bank_accounts.${index}` as const;
  const currency = form.watch(`${path}.currency`);
  const name = currency ? `the ${currency} account` : `account ${index + 1}`;
  return (
    <fieldset className="@container rounded-lg border border-line p-4 @md:col-span-2">
      <legend className="sr-only">Bank account {currency || index + 1}</legend>
      <div className="grid gap-4 @md:grid-cols-2">
        <div className="flex items-start gap-2 @md:col-span-2">
          <ComboboxField
            form={form}
            name={`${path}.currency`}
            label="Currency of the account"
            required
            placeholder="Choose a currency"
            options={currencyOptions}
            className="min-w-0 flex-1"
          />
          <Button
            size="icon"
            variant="ghost"
            className="mt-6"
            aria-label={`Remove ${name}`}
            icon={<X aria-hidden />}
            onClick={onRemove}
          />
        </div>
        <TextField form={form} name={`${path}.iban`} label="IBAN" className="@md:col-span-2" optional />
        <TextField
          form={form}
          name={`${path}.account_number`}
          label="Account number"
          hint="Where there is no IBAN."
          optional
        />
        <TextField
          form={form}
          name={`${path}.routing_number`}
          label="Routing number"
          hint="ABA number, sort code or BSB of the bank."
          optional
        />
        <TextField form={form} name={`${path}.bank_name`} label="Bank" optional />
        <TextField form={form} name={`${path}.bic`} label="BIC" hint="Also called SWIFT code." optional />
        <TextField
          form={form}
          name={`${path}.account_holder`}
          label="Account holder"
          hint="Where it is not the legal name."
          optional
          className="@md:col-span-2"
        />
        <DefaultAccount form={form} index={index} />
      </div>
    </fieldset>
  );
}

/** One is the default: choosing it takes the choice from the others. */
function DefaultAccount({ form, index }: { form: SettingsFormState; index: number }) {
  const field = form.register(`bank_accounts.${index}.is_default`, {
    onChange: (event) => {
      if (!event.target.checked) return;
      for (const [other] of form.getValues('bank_accounts').entries()) {
        if (other !== index) form.setValue(`bank_accounts.${other}.is_default`, false, { shouldDirty: true });
      }
    },
  });
  return (
    <Checkbox
      label="Default account"
      hint="Shown on invoices in currencies without an account of their own."
      className="@md:col-span-2"
      {...field}
    />
  );
}
