/** @jsxRuntime automatic */
import { StyleSheet, Text, View } from '@react-pdf/renderer';
import type { InvoiceDocument } from '../invoice-document.ts';
import { Lines } from './lines.tsx';
import { HAIRLINE, text } from './theme.ts';

const styles = StyleSheet.create({
  block: { marginTop: 22 },
  payment: { borderTopWidth: 0.5, borderColor: HAIRLINE, paddingTop: 12, marginTop: 26 },
  row: { flexDirection: 'row', gap: 10 },
  name: { width: 96 },
  value: { flex: 1 },
});

/** How to pay, then what the seller wishes to say. */
export function Closing({ invoice }: { invoice: InvoiceDocument }) {
  return (
    <>
      <PaymentDetails invoice={invoice} />
      <Paragraph label="Notes" content={invoice.notes} />
      <Paragraph label="Terms" content={invoice.terms} />
    </>
  );
}

function PaymentDetails({ invoice }: { invoice: InvoiceDocument }) {
  const bank = invoice.seller.bank;
  const stillToPay = invoice.amount_due > 0n && (invoice.status === 'sent' || invoice.status === 'overdue');
  if (bank === null || !stillToPay) return null;
  const rows = [
    ['Account holder', bank.account_holder],
    ['Bank', bank.bank_name],
    ['IBAN', bank.iban.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1 ')],
    ['BIC', bank.bic],
    ['Reference', invoice.invoice_number],
  ] as const;
  return (
    <View style={styles.payment} wrap={false}>
      <Text style={text.label}>Pay by bank transfer</Text>
      {rows.map(([name, value]) =>
        value === null ? null : (
          <View key={name} style={styles.row}>
            <Text style={[styles.name, text.muted]}>{name}</Text>
            <Text style={styles.value}>{value}</Text>
          </View>
        ),
      )}
    </View>
  );
}

function Paragraph({ label, content }: { label: string; content: string | null }) {
  if (content === null || content.trim() === '') return null;
  return (
    <View style={styles.block}>
      <Text style={text.label} minPresenceAhead={24}>
        {label}
      </Text>
      <Lines content={content.trim()} />
    </View>
  );
}
