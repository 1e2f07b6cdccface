/** @jsxRuntime automatic */
import { Body, Button, Container, Head, Heading, Hr, Html, Preview, Section, Text } from 'react-email';
import type { InvoiceMailView } from '../invoice-mail-view.ts';
import { LineRows, TotalRows, ValueRows } from './tables.tsx';
import { DARK_STYLES, styles } from './theme.ts';

export function InvoiceMail({ view }: { view: InvoiceMailView }) {
  return (
    <Html lang="en">
      <Head>
        <title>{view.subject}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{DARK_STYLES}</style>
      </Head>
      <Preview>{view.preheader}</Preview>
      <Body className="page" style={styles.page}>
        <Container className="card" style={{ ...styles.card, borderTop: `4px solid ${view.brand}` }}>
          <Heading as="h1" className="ink" style={styles.title}>
            {view.subject}
          </Heading>
          <Text className="ink" style={styles.text}>
            {view.greeting}
            <br />
            {view.introduction}
          </Text>
          <AmountPanel view={view} />
          <LineRows items={view.items} more={view.more_items} />
          <TotalRows rows={view.totals} />
          {view.payment.length > 0 ? <ValueRows title="Pay by bank transfer" rows={view.payment} /> : null}
          {view.notes.length > 0 ? <Notes lines={view.notes} /> : null}
          <Hr className="rule" style={styles.rule} />
          <Text className="muted" style={styles.footer}>
            <Lines lines={view.footer} />
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

function AmountPanel({ view }: { view: InvoiceMailView }) {
  return (
    <Section className="panel" style={styles.panel}>
      <Text className="muted" style={styles.label}>
        {view.amount_label}
      </Text>
      <Text className="ink" style={styles.amount}>
        {view.amount}
      </Text>
      {view.hosted_url ? (
        <Button href={view.hosted_url} style={{ ...styles.button, backgroundColor: view.brand }}>
          View the invoice
        </Button>
      ) : null}
    </Section>
  );
}

function Notes({ lines }: { lines: string[] }) {
  return (
    <Text className="ink" style={styles.notes}>
      <Lines lines={lines} />
    </Text>
  );
}

function Lines({ lines }: { lines: string[] }) {
  return lines.map((line, position) => (
    <span key={position}>
      {position === 0 ? null : <br />}
      {line}
    </span>
  ));
}
