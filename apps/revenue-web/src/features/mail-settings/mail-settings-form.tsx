import type { MailSettings } from '@revenue/billing-core/mails';
import { useForm } from 'react-hook-form';
import { trpc } from '../../api/trpc.ts';
import { FormActions } from '../../forms/form-actions.tsx';
import { FormProblem, showFaults } from '../../forms/form-problem.tsx';
import { useRebase } from '../../forms/use-rebase.ts';
import { Button } from '../../ui/button.tsx';
import { toast } from '../../ui/toast.tsx';
import { AutomaticSection, ReminderSection, SenderSection } from './mail-settings-sections.tsx';
import { mailSettingsResolver, mailSettingsValues } from './mail-settings-values.ts';

export function MailSettingsForm({ settings }: { settings: MailSettings }) {
  const cache = trpc.useUtils();
  const update = trpc.mail_settings.update.useMutation({
    onSuccess: async (saved) => {
      toast.done('Mail settings saved');
      take(saved);
      await cache.mail_settings.invalidate();
    },
  });
  const form = useForm({ resolver: mailSettingsResolver, defaultValues: mailSettingsValues(settings) });
  const { base, take, rebase } = useRebase({
    form,
    record: settings,
    valuesOf: mailSettingsValues,
    load: () => cache.mail_settings.get.fetch(undefined, { staleTime: 0 }),
    onDone: update.reset,
  });
  const submit = form.handleSubmit((values) =>
    update.mutate({ ...values, version: base.version }, { onError: (error) => showFaults(form, error) }),
  );
  const { isDirty } = form.formState;
  return (
    <form onSubmit={submit} noValidate>
      <SenderSection form={form} settings={settings} />
      <AutomaticSection form={form} />
      <ReminderSection form={form} settings={settings} />
      <FormProblem error={update.error} rebase={rebase} />
      <FormActions note={isDirty ? 'There are changes that are not saved.' : null}>
        <Button disabled={!isDirty} onClick={() => form.reset()}>
          Discard
        </Button>
        <Button type="submit" variant="primary" disabled={!isDirty} busy={update.isPending}>
          Save mail settings
        </Button>
      </FormActions>
    </form>
  );
}
