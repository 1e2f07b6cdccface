import { BillingError, type FieldError } from '@revenue/billing-core/errors';
import type { MailAddress, MailMessage } from './transport.ts';

/** One address and nothing else: no list, no comment, no second header. */
const ADDRESS = /^[^\s@<>()[\]\\,;:"]{1,64}@[^\s@<>()[\]\\,;:"]{1,253}$/u;

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what an injected header is made of
const CONTROL = /[\u0000-\u001f\u007f\u2028\u2029]/;

/** Refuses a message that could say more to a mail server than it shows. @throws BillingError mail_rejected */
export function checkMessage(message: MailMessage): void {
  const errors = [
    ...faultsOfAddress('from', message.from),
    ...faultsOfAddress('to', message.to),
    ...(message.reply_to ? faultsOfAddress('reply_to', message.reply_to) : []),
    ...faultsOfLine('subject', message.subject),
    ...(/^<[^\s<>@]+@[^\s<>@]+>$/.test(message.message_id)
      ? []
      : [fault('message_id', 'is not of the form <id@domain>')]),
    ...message.attachments.flatMap((attachment, index) => [
      ...faultsOfLine(`attachments[${index}].file_name`, attachment.file_name),
      ...(/^[\w.+-]+\/[\w.+-]+$/.test(attachment.media_type)
        ? []
        : [fault(`attachments[${index}].media_type`, 'is no media type')]),
    ]),
  ];
  const [first] = errors;
  if (first !== undefined) throw new BillingError('mail_rejected', `${first.path} ${first.message}.`, { errors });
}

function faultsOfAddress(path: string, { name, address }: MailAddress): FieldError[] {
  const faults = name === null ? [] : faultsOfLine(`${path}.name`, name);
  if (ADDRESS.test(address)) return faults;
  return [
    ...faults,
    fault(`${path}.address`, `${JSON.stringify(address.slice(0, 80))} is not one e-mail address; correct it`),
  ];
}

function faultsOfLine(path: string, text: string): FieldError[] {
  return CONTROL.test(text) ? [fault(path, 'has a line break or control character; remove it')] : [];
}

function fault(path: string, message: string): FieldError {
  return { path, message };
}
