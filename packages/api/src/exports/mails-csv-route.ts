import { MailFilters } from '@revenue/billing-core/mails';
import { mailConditions } from '../mails/mail-conditions.ts';
import { orderOf } from '../sql-conditions.ts';
import { csvExport } from './csv-export.ts';
import { column, exportColumns } from './export-columns.ts';
import { instantText } from './sql-format.ts';

const columns = exportColumns([
  column('created_at', instantText('m.created_at')),
  column('template', 'm.template'),
  column('subject', 'm.subject'),
  column('to_address', 'm.to_address'),
  column('from_address', 'm.from_address'),
  column('status', 'm.status'),
  column('transport', 'm.transport'),
  column('attempts', 'm.attempts::text'),
  column('last_error', 'm.last_error'),
  column('sent_at', instantText('m.sent_at')),
  column('object_type', 'm.object_type'),
  column('object_id', 'm.object_id'),
  column('id', 'm.id'),
]);

/** GET /mails.csv: the mails of the outbox, without what they say. */
export const mailsCsvRoute = csvExport({
  path: '/mails.csv',
  tag: 'mails',
  summary: 'Download the list of mails as CSV',
  query: MailFilters,
  name: 'mails',
  columns,
  statement: ({ tenant_id }, input) => {
    const { values, text } = mailConditions(tenant_id, input);
    const select = `SELECT ${columns.select} FROM mails m`;
    return { values, statement: `${select} WHERE ${text()} ORDER BY ${orderOf('m', '-created_at')}` };
  },
});
