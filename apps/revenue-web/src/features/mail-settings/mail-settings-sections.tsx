import type { MailSettings } from '@revenue/billing-core/mails';
import { useFormat } from '../../format/use-format.ts';
import { FormSection } from '../../forms/form-section.tsx';
import { TextareaField, TextField } from '../../forms/text-field.tsx';
import { Checkbox } from '../../ui/checkbox.tsx';
import type { MailSettingsFormState } from './mail-settings-values.ts';
import { remindWords } from './reminder-days.ts';

type Props = { form: MailSettingsFormState };

export function SenderSection({ form, settings }: Props & { settings: MailSettings }) {
  return (
    <FormSection
      title="Who writes"
      description={
        <>
          Mails come from <span className="break-all text-ink-soft">{settings.sender_address}</span>, an address of this
          server that its operator sets with MAIL_FROM.
        </>
      }
    >
      <TextField
        form={form}
        name="sender_name"
        label="Sender name"
        hint="Your legal name, or your name, unless given."
        optional
      />
      <TextField
        form={form}
        name="reply_to"
        label="Answers go to"
        type="email"
        hint="The e-mail of your company unless given."
        optional
      />
      <TextareaField
        form={form}
        name="footer"
        label="Footer"
        hint="Stands under every mail, above your name and address."
        optional
        className="@md:col-span-2"
      />
    </FormSection>
  );
}

export function AutomaticSection({ form }: Props) {
  return (
    <FormSection title="Mails that go out by themselves" description="Each once, driven by what happens.">
      <Checkbox
        {...form.register('auto_send')}
        className="@md:col-span-2"
        label="Send an invoice or credit note as soon as it is final"
        hint="Also one that is marked as sent by hand. A draft is never sent. The credit note of a changed or ended subscription always follows the mail of its invoice."
      />
      <Checkbox
        {...form.register('send_receipts')}
        className="@md:col-span-2"
        label="Send a receipt when an invoice is paid"
        hint="Not for payments that came in more than two weeks ago, such as those of an import."
      />
      <TextField
        form={form}
        name="notify_address"
        label="Tell somebody of new invoices"
        type="email"
        hint="One mail for each invoice that is created, and one for each billing run. Nobody is told unless given."
        placeholder="finance@example.com"
        optional
        className="@md:col-span-2"
      />
    </FormSection>
  );
}

export function ReminderSection({ form, settings }: Props & { settings: MailSettings }) {
  const format = useFormat();
  const words = remindWords(form.watch('days_before'), form.watch('days_after'));
  return (
    <FormSection
      title="Reminders"
      description="From eight in the morning where the customer is. None for what is paid or void, and after an outage only the last that is due."
    >
      <TextField
        form={form}
        name="days_before"
        label="Days before the due date"
        placeholder="3"
        inputMode="numeric"
        optional
      />
      <TextField
        form={form}
        name="days_after"
        label="Days after the due date"
        placeholder="1, 7, 14"
        inputMode="numeric"
        optional
      />
      <output className="text-ink-faint text-xs @md:col-span-2">
        {words ? `Who does not pay is reminded ${words}.` : 'Nobody is reminded.'}
        {settings.remind_since
          ? ` What was due before ${format.date(settings.remind_since)} is left alone, because reminders were turned on then.`
          : null}
      </output>
    </FormSection>
  );
}
