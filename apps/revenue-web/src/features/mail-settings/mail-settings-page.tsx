import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { Callout } from '../../ui/callout.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { SettingsTabs } from '../settings/settings-tabs.tsx';
import { MailSettingsForm } from './mail-settings-form.tsx';
import { MailTemplates } from './mail-templates.tsx';

export function MailSettingsPage() {
  const settings = trpc.mail_settings.get.useQuery();
  return (
    <>
      <PageHeader title="Mail" description="How you write to your customers, and what goes out by itself." />
      <SettingsTabs current="mail" />
      {settings.data?.transport === 'outbox' ? (
        <div className="mb-4">
          <Callout title="Mails are kept in the outbox and not sent to anybody">
            This server has no mail service yet. Name one with RESEND_API_KEY, or SMTP_HOST and its companions, and
            mails leave.
          </Callout>
        </div>
      ) : null}
      {settings.data?.transport === 'test_clock' ? (
        <div className="mb-4">
          <Callout title="Mails are kept in the outbox and not sent to anybody">
            The clock of this test company was advanced: what is written at a time that is not real is for nobody.
          </Callout>
        </div>
      ) : null}
      {settings.error ? <ProblemState error={settings.error} onRetry={() => settings.refetch()} /> : null}
      {settings.isPending ? <SkeletonLines lines={10} /> : null}
      {settings.data ? <MailSettingsForm settings={settings.data} /> : null}
      <div className="mt-6">
        <MailTemplates />
      </div>
    </>
  );
}
