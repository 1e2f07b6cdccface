/** @jsxRuntime automatic */
import { Path, StyleSheet, Svg, Text, View } from '@react-pdf/renderer';
import { bankCodeWords, paymentMethodWords } from '@revenue/billing-core/languages';
import { type InvoiceDocument, isPayable } from '../invoice-document.ts';
import { createPaymentCode, type PaymentCode } from '../payment-code.ts';
import { Lines } from './lines.tsx';
import { HAIRLINE, MUTED, text } from './theme.ts';
import type { InvoiceView } from './view.ts';

type Props = { invoice: InvoiceDocument; view: InvoiceView };

const styles = StyleSheet.create({
  block: { marginTop: 22 },
  payment: { flexDirection: 'row', gap: 24, borderTopWidth: 0.5, borderColor: HAIRLINE, paddingTop: 12, marginTop: 26 },
  received: { borderTopWidth: 0.5, borderColor: HAIRLINE, paddingTop: 12, marginTop: 26 },
  account: { flex: 1 },
  code: { alignItems: 'center' },
  caption: { fontSize: 7.5, color: MUTED, marginTop: 4 },
  row: { flexDirection: 'row', gap: 10 },
  // The longest of them, "Numer rozliczeniowy banku", on one line.
  name: { width: 124 },
  value: { flex: 1 },
});

/** Fields of half a millimetre: read by any telephone from a sheet of paper. */
const CODE_WIDTH = 74;

/** How to pay, then what the seller wishes to say. */
export function Closing({ invoice, view }: Props) {
  const { say } = view;
  if (invoice.kind === 'receipt') return <Payments invoice={invoice} view={view} />;
  return (
    <>
      <PaymentDetails invoice={invoice} view={view} />
      <Paragraph label={say('reason')} content={invoice.credit?.reason ?? null} />
      <Paragraph label={say('notes')} content={invoice.notes} />
      <Paragraph label={say('terms')} content={invoice.terms} />
    </>
  );
}

function PaymentDetails({ invoice, view: { say } }: Props) {
  const bank = invoice.seller.bank;
  const code = createPaymentCode(invoice);
  if (bank === null || !isPayable(invoice)) return null;
  const rows = [
    [say('account_holder'), bank.account_holder],
    [say('bank'), bank.bank_name],
    ['IBAN', bank.iban && inFours(bank.iban)],
    [say('account_number'), bank.account_number],
    [bankCodeWords(say, bank.routing_number ?? '', bank.currency), bank.routing_number],
    ['BIC', bank.bic],
    [say('reference'), invoice.invoice_number],
  ] as const;
  return (
    <View style={styles.payment} wrap={false}>
      <View style={styles.account}>
        <Text style={text.label}>{say('pay_by_transfer')}</Text>
        {rows.map(([name, value]) =>
          value === null ? null : (
            <View key={name} style={styles.row}>
              <Text style={[styles.name, text.muted]}>{name}</Text>
              <Text style={styles.value}>{value}</Text>
            </View>
          ),
        )}
      </View>
      {code ? <ScanToPay code={code} caption={say('scan_to_pay')} /> : null}
    </View>
  );
}

const inFours = (iban: string) => iban.replace(/\s/g, '').replace(/(.{4})(?=.)/g, '$1 ');

/** What a receipt is for: what came, when and how. */
function Payments({ invoice, view: { formats, say } }: Props) {
  return (
    <View style={styles.received}>
      <Text style={text.label} minPresenceAhead={24}>
        {say('payments_received')}
      </Text>
      {invoice.payments.map((payment, position) => (
        <View key={position} style={styles.row} wrap={false}>
          <Text style={styles.name}>{formats.day(payment.received_on)}</Text>
          <Text style={styles.value}>
            {[paymentMethodWords(say, payment.method), payment.reference].filter(Boolean).join(' · ')}
          </Text>
          <Text style={text.figure}>{formats.money(payment.amount)}</Text>
        </View>
      ))}
    </View>
  );
}

function ScanToPay({ code, caption }: { code: PaymentCode; caption: string }) {
  return (
    <View style={styles.code}>
      <Svg viewBox={`0 0 ${code.size} ${code.size}`} width={CODE_WIDTH} height={CODE_WIDTH}>
        <Path d={code.path} fill="#000000" />
      </Svg>
      <Text style={styles.caption}>{caption}</Text>
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
