import { createHash } from 'node:crypto';

/**
 * The Message-ID of a mail, the same for every attempt: where a crash made a mail go out twice, the reader's mail
 * program, or the administrator, can tell that the second is the first.
 */
export function createMessageId(idempotencyKey: string, fromAddress: string): string {
  const domain = /@([a-z0-9.-]+)$/i.exec(fromAddress)?.[1]?.toLowerCase() ?? 'localhost';
  return `<${createHash('sha256').update(idempotencyKey).digest('hex').slice(0, 40)}@${domain}>`;
}
