/** @jsxRuntime automatic */
import { Body, Button, Container, Head, Heading, Hr, Html, Preview, Section, Text } from 'react-email';
import type { MailView } from '../mail-view.ts';
import { LineRows, TotalRows, ValueRows } from './tables.tsx';
import { DARK_STYLES, styles, TONES } from './theme.ts';

/** Every mail: what a letter leaves out is not there. */
export function Letter({ view }: { view: MailView }) {
  return (
    <Html lang={view.language}>
      <Head>
        <title>{view.subject}</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <style>{DARK_STYLES}</style>
      </Head>
      <Preview>{view.preheader}</Preview>
      <Body className="page" style={styles.page}>
        <Container
          className="card"
          style={{ ...styles.card, borderTop: `4px solid ${TONES[view.tone] ?? view.brand}` }}
        >
          <Heading as="h1" className="ink" style={styles.title}>
            {view.heading}
          </Heading>
          <Words view={view} />
          <Panel view={view} />
          {view.facts.length > 0 ? <ValueRows title={null} rows={view.facts} /> : null}
          {view.items.length > 0 ? <LineRows view={view} /> : null}
          {view.totals.length > 0 ? <TotalRows rows={view.totals} /> : null}
          {view.payment.length > 0 ? <ValueRows title={view.labels.pay_by_transfer} rows={view.payment} /> : null}
          {view.notes.length > 0 ? (
            <Text className="ink" style={styles.notes}>
              <Lines lines={view.notes} />
            </Text>
          ) : null}
          <Hr className="rule" style={styles.rule} />
          <Text className="muted" style={styles.footer}>
            <Lines lines={view.footer} />
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

function Words({ view: { greeting, paragraphs } }: { view: MailView }) {
  const [first = '', ...others] = paragraphs;
  return (
    <>
      <Text className="ink" style={styles.text}>
        {greeting}
        <br />
        {first}
      </Text>
      {others.map((paragraph) => (
        <Text key={paragraph} className="ink" style={styles.text}>
          {paragraph}
        </Text>
      ))}
    </>
  );
}

function Panel({ view: { panel, button, brand } }: { view: MailView }) {
  const link = button ? (
    <Button href={button.url} style={{ ...styles.button, backgroundColor: brand }}>
      {button.label}
    </Button>
  ) : null;
  if (panel === null) return link;
  return (
    <Section className="panel" style={styles.panel}>
      <Text className="muted" style={styles.label}>
        {panel.label}
      </Text>
      <Text className="ink" style={styles.amount}>
        {panel.amount}
      </Text>
      {link}
    </Section>
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
