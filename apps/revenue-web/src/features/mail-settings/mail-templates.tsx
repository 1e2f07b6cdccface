import { LANGUAGE_NAMES, LANGUAGES, type Language } from '@revenue/billing-core/languages';
import { MAIL_KINDS, MAIL_TEMPLATES, type MailPreview, type PreviewMail } from '@revenue/billing-core/mails';
import { getRouteApi } from '@tanstack/react-router';
import { MailQuestion, Send } from 'lucide-react';
import { useState } from 'react';
import { readProblem } from '../../api/problem.ts';
import { ProblemState } from '../../api/problem-state.tsx';
import { trpc } from '../../api/trpc.ts';
import { useSession } from '../../shell/session.tsx';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/card.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Segmented } from '../../ui/segmented.tsx';
import { Select } from '../../ui/select.tsx';
import { SkeletonLines } from '../../ui/skeleton.tsx';
import { toast } from '../../ui/toast.tsx';

const route = getRouteApi('/app/settings/mail');

type Template = PreviewMail['template'];

const templates = MAIL_TEMPLATES.filter((name): name is Template => name !== 'test');
const options = templates.map((value) => ({ value, label: MAIL_KINDS[value].title }));

const languages = LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }));

/** Mails that get more urgent each time. */
const LEVELS: Partial<Record<Template, readonly string[]>> = {
  overdue: ['First', 'Second', 'Third'],
  payment_failed: ['First', 'Again', 'Last'],
};

/** Every mail as it would look, made of the newest of the tenant's own records. */
export function MailTemplates() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const template = templates.find((name) => name === search.template) ?? 'invoice';
  const levels = LEVELS[template];
  const level = levels && /^[123]$/.test(search.level ?? '') ? Number(search.level) : 1;
  const language = languageNamed(search.language ?? '');
  const shown = { template, level, language };
  const preview = trpc.mail_settings.preview.useQuery(shown, { placeholderData: (before) => before });
  const go = (next: { template: string; level?: string; language?: Language | undefined }) =>
    navigate({ search: next, replace: true, resetScroll: false });
  return (
    <Card
      title="Mail templates"
      description={
        preview.data?.about ? `Shown with the newest of your own records: ${preview.data.about}.` : undefined
      }
      actions={preview.data?.html ? <SendTest shown={shown} /> : null}
    >
      <div className="flex flex-col gap-3">
        <div className="flex flex-wrap items-center gap-2">
          <div className="w-64 max-w-full">
            <Select
              aria-label="Template"
              options={options}
              value={template}
              onChange={(event) => go({ template: event.target.value, language })}
            />
          </div>
          <div className="w-56 max-w-full">
            <Select
              aria-label="Language"
              placeholder="Its reader’s language"
              options={languages}
              value={language ?? ''}
              onChange={({ target }) =>
                go({ template, ...(levels ? { level: String(level) } : {}), language: languageNamed(target.value) })
              }
            />
          </div>
          {levels ? (
            <Segmented
              name="level"
              label="How urgent"
              value={String(level)}
              onChange={(next) => go({ template, level: next, language })}
              segments={levels.map((label, at) => ({ value: String(at + 1), label }))}
            />
          ) : null}
        </div>
        {preview.error ? <ProblemState error={preview.error} onRetry={() => preview.refetch()} /> : null}
        {preview.isPending ? <SkeletonLines lines={10} /> : null}
        {preview.data ? <Preview preview={preview.data} /> : null}
      </div>
    </Card>
  );
}

type Form = 'html' | 'text';

function Preview({ preview: { subject, html, text, missing } }: { preview: MailPreview }) {
  const [form, setForm] = useState<Form>('html');
  if (html === null || text === null) {
    return (
      <EmptyState icon={MailQuestion} title="Nothing to show yet">
        {missing}
      </EmptyState>
    );
  }
  return (
    <>
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="min-w-0 break-words text-sm">
          <span className="text-ink-faint">Subject: </span>
          <span className="font-medium text-ink">{subject}</span>
        </p>
        <Segmented
          name="form"
          label="Form of the mail"
          value={form}
          onChange={setForm}
          segments={[
            { value: 'html', label: 'As it looks' },
            { value: 'text', label: 'Plain text' },
          ]}
        />
      </div>
      {form === 'html' ? (
        <iframe
          title={`Preview: ${subject}`}
          sandbox=""
          srcDoc={html}
          className="h-[640px] w-full rounded-md border border-line bg-white"
        />
      ) : (
        <pre className="overflow-x-auto whitespace-pre-wrap rounded-md border border-line bg-sunken p-4 font-mono text-ink text-xs">
          {text}
        </pre>
      )}
    </>
  );
}

const languageNamed = (name: string) => LANGUAGES.find((language) => language === name);

function SendTest({ shown }: { shown: PreviewMail }) {
  const { actor } = useSession();
  const cache = trpc.useUtils();
  const send = trpc.mail_settings.send_test.useMutation({
    onSuccess: async (mail) => {
      toast.done('The test mail is on its way', mail.to_address);
      await cache.mails.invalidate();
    },
    onError: (error) => toast.failed('No test mail was sent', readProblem(error).message),
  });
  return (
    <Button
      busy={send.isPending}
      onClick={() => send.mutate(shown)}
      icon={<Send aria-hidden />}
      title={actor.email ? `To ${actor.email}` : undefined}
    >
      Send a test to yourself
    </Button>
  );
}
