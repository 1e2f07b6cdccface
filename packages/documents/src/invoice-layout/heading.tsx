/** @jsxRuntime automatic */
import { Image, Link, StyleSheet, Text, View } from '@react-pdf/renderer';
import { type DocumentSay, taxIdWords } from '@revenue/billing-core/languages';
import type { InvoiceDocument } from '../invoice-document.ts';
import { Lines } from './lines.tsx';
import { HAIRLINE, INK, MUTED, PANEL, text } from './theme.ts';
import type { InvoiceView } from './view.ts';

const styles = StyleSheet.create({
  top: { flexDirection: 'row', justifyContent: 'space-between', alignItems: 'flex-start', marginBottom: 26 },
  seller: { fontSize: 15, fontWeight: 700, lineHeight: 1.25, maxWidth: 300 },
  logo: { objectFit: 'contain', objectPosition: 'left top' },
  titleBlock: { alignItems: 'flex-end', maxWidth: 190 },
  title: { fontSize: 22, fontWeight: 700, lineHeight: 1.1, color: INK, textAlign: 'right' },
  longTitle: { fontSize: 18 },
  number: { fontSize: 10, fontWeight: 500, color: MUTED, marginTop: 3, textAlign: 'right' },
  stamp: { borderWidth: 1.5, borderRadius: 3, paddingVertical: 3, paddingHorizontal: 8, marginTop: 8 },
  stampText: { fontSize: 9, fontWeight: 700, lineHeight: 1.2 },
  columns: { flexDirection: 'row', gap: 24, marginBottom: 20 },
  party: { flex: 1 },
  facts: { width: 150 },
  fact: { flexDirection: 'row', justifyContent: 'space-between', gap: 10, marginBottom: 2 },
  factValue: { flex: 1, textAlign: 'right' },
  due: {
    flexDirection: 'row',
    justifyContent: 'space-between',
    alignItems: 'center',
    backgroundColor: PANEL,
    borderRadius: 4,
    borderLeftWidth: 3,
    borderColor: HAIRLINE,
    paddingVertical: 10,
    paddingHorizontal: 14,
    marginBottom: 22,
  },
  dueAmount: { fontSize: 16, fontWeight: 700, lineHeight: 1.25 },
});

type HeadingProps = { invoice: InvoiceDocument; view: InvoiceView; logo: Uint8Array | null };

/** Who bills whom, for what document, how much and by when: all that a reader needs before the lines. */
export function Heading({ invoice, view, logo }: HeadingProps) {
  return (
    <>
      <View style={styles.top}>
        <Seller invoice={invoice} view={view} logo={logo} />
        <View style={styles.titleBlock}>
          <Text style={[styles.title, hasLongWord(view.title) ? styles.longTitle : {}]}>{view.title}</Text>
          <Text style={styles.number}>{invoice.invoice_number}</Text>
          {view.stamp ? (
            <View style={[styles.stamp, { borderColor: view.stamp.color }]}>
              <Text style={[styles.stampText, { color: view.stamp.color }]}>{view.stamp.text}</Text>
            </View>
          ) : null}
        </View>
      </View>
      <View style={styles.columns}>
        <Party say={view.say} label={view.say('from')} {...invoice.seller} contact_name={null} />
        <Party say={view.say} label={view.say('billed_to')} {...invoice.buyer} />
        <View style={styles.facts}>
          {view.facts.map((fact) => (
            <View key={fact.label} style={styles.fact}>
              <Text style={text.muted}>{fact.label}</Text>
              <Text style={styles.factValue}>{fact.value}</Text>
            </View>
          ))}
        </View>
      </View>
      <DuePanel invoice={invoice} view={view} />
    </>
  );
}

/** A "Rechnungskorrektur" has no place to be broken at. */
function hasLongWord(title: string): boolean {
  return title.split(' ').some((word) => word.length > 13);
}

const LOGO_WIDTH = 142;
const LOGO_HEIGHT = 46;

/** The logo, or the name where there is none; the name stands below "From" either way. */
function Seller({ invoice, view, logo }: HeadingProps) {
  const { logo: picture, name } = invoice.seller;
  if (logo === null || picture === null) return <Text style={[styles.seller, { color: view.brand }]}>{name}</Text>;
  const scale = Math.min(LOGO_WIDTH / picture.width, LOGO_HEIGHT / picture.height);
  const size = { width: picture.width * scale, height: picture.height * scale };
  return <Image src={{ data: Buffer.from(logo), format: 'png' }} style={[styles.logo, size]} />;
}

type PartyProps = {
  say: DocumentSay;
  label: string;
  name: string;
  contact_name: string | null;
  address_lines: string[];
  country: string | null;
  tax_id: string | null;
  email: string | null;
};

function Party(props: PartyProps) {
  const lines = [props.contact_name, ...props.address_lines, props.email].filter((line) => line !== null);
  return (
    <View style={styles.party}>
      <Text style={text.label}>{props.label}</Text>
      <Text style={text.strong}>{props.name}</Text>
      {lines.length === 0 ? null : <Lines content={lines.join('\n')} />}
      {props.tax_id ? <Text style={text.muted}>{taxIdWords(props.say, props.tax_id, props.country)}</Text> : null}
    </View>
  );
}

function DuePanel({ invoice, view }: { invoice: InvoiceDocument; view: InvoiceView }) {
  return (
    <View style={[styles.due, { borderLeftColor: view.brand }]}>
      <View>
        <Text style={text.label}>{view.due.label}</Text>
        <Text style={styles.dueAmount}>{view.due.amount}</Text>
      </View>
      {invoice.hosted_url ? (
        <Link src={invoice.hosted_url} style={{ color: view.brand, fontWeight: 500 }}>
          {view.link}
        </Link>
      ) : null}
    </View>
  );
}
