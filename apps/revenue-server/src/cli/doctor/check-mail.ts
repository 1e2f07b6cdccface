import type { Env } from '../../env.ts';
import { mailTransportOf } from '../../services.ts';
import { type Finding, fail, ok, reasonOf } from './finding.ts';

/** Whether mail can leave. No mail is sent to find out. */
export async function checkMail(env: Env): Promise<Finding[]> {
  const transport = mailTransportOf(env);
  try {
    await transport.probe();
    return [ok('mail', transport.describe())];
  } catch (error) {
    const settings =
      env.mail.kind === 'resend' ? 'RESEND_API_KEY' : 'SMTP_HOST, SMTP_PORT, SMTP_USER and SMTP_PASSWORD';
    return [fail('mail', reasonOf(error), `Check ${settings}; mails wait in the outbox until then.`)];
  }
}
