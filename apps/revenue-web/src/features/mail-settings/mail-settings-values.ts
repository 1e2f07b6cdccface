import { type MailSettings, UpdateMailSettings } from '@revenue/billing-core/mails';
import type { Resolver, UseFormReturn } from 'react-hook-form';
import { wireResolver } from '../../forms/wire-resolver.ts';
import { readDays, writeDays } from './reminder-days.ts';

/** What the form holds: days as text, '' for what is not set. */
export function mailSettingsValues(settings: MailSettings) {
  return {
    sender_name: settings.sender_name ?? '',
    reply_to: settings.reply_to ?? '',
    footer: settings.footer ?? '',
    auto_send: settings.auto_send,
    send_receipts: settings.send_receipts,
    notify_address: settings.notify_address ?? '',
    days_before: writeDays(settings.days_before, 'before'),
    days_after: writeDays(settings.days_after, 'after'),
  };
}

export type MailSettingsValues = ReturnType<typeof mailSettingsValues>;
export type MailSettingsFormState = UseFormReturn<MailSettingsValues, unknown, UpdateMailSettings>;

const check = wireResolver(UpdateMailSettings, null) as unknown as Resolver<object, unknown, UpdateMailSettings>;

/** Reads the days, then judges by the schema of the wire. A fault of one day stands at the field that holds it. */
export const mailSettingsResolver: Resolver<MailSettingsValues, unknown, UpdateMailSettings> = async (
  values,
  context,
  options,
) => {
  const { days_before, days_after, ...rest } = values;
  const sent = { ...rest, days_before: readDays(days_before), days_after: readDays(days_after) };
  const result = await check(sent, context, options as never);
  const errors = result.errors as Record<string, unknown>;
  for (const name of ['days_before', 'days_after']) {
    const fault = errors[name];
    if (Array.isArray(fault)) errors[name] = fault.find((entry) => entry);
  }
  return result as never;
};
