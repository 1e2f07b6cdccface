import type { CSSProperties } from 'react';

const INK = '#1b2230';
const MUTED = '#5f6b7d';
const RULE = '#dfe3e9';
const FIGURE: CSSProperties = { color: INK, whiteSpace: 'nowrap', fontVariantNumeric: 'tabular-nums' };

/** The head of a mail that says more than "here it is"; null is the colour of the company. */
export const TONES = { plain: null, good: '#2f7d4f', urgent: '#b45309', severe: '#b42318' } as const;

/** Programs that follow the reader's theme read this; the others show the light one, which stands on its own. */
export const DARK_STYLES = `
@media (prefers-color-scheme: dark) {
  .page, .page > table > tbody > tr > td { background-color: #12161d !important; }
  .card { background-color: #1b212b !important; }
  .panel { background-color: #242c38 !important; }
  .ink { color: #eef1f5 !important; }
  .muted { color: #a3aebd !important; }
  .rule { border-color: #35404f !important; }
}
@media (max-width: 480px) {
  .card { padding: 24px 18px !important; border-radius: 0 !important; }
}`;

/** Inline, because that is what mail programs keep. System fonts: a mail must not fetch anything. */
export const styles = {
  page: {
    backgroundColor: '#eef1f5',
    margin: 0,
    padding: '24px 0',
    fontFamily:
      'Inter, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, "Hiragino Sans", "Yu Gothic", Meiryo, sans-serif',
  },
  card: {
    backgroundColor: '#ffffff',
    maxWidth: '600px',
    margin: '0 auto',
    padding: '32px',
    borderRadius: '6px',
  },
  title: { color: INK, fontSize: '20px', lineHeight: '28px', fontWeight: 700, margin: '0 0 12px' },
  subtitle: { color: INK, fontSize: '14px', lineHeight: '20px', fontWeight: 600, margin: '24px 0 6px' },
  text: { color: INK, fontSize: '14px', lineHeight: '22px', margin: '0 0 16px', wordBreak: 'break-word' },
  notes: { color: INK, fontSize: '14px', lineHeight: '22px', margin: '20px 0 0', wordBreak: 'break-word' },
  panel: { backgroundColor: '#f5f7fa', borderRadius: '6px', padding: '16px 20px', margin: '8px 0 20px' },
  label: { color: MUTED, fontSize: '12px', lineHeight: '18px', margin: 0 },
  amount: { color: INK, fontSize: '26px', lineHeight: '34px', fontWeight: 700, margin: 0 },
  button: {
    display: 'inline-block',
    color: '#ffffff',
    fontSize: '14px',
    fontWeight: 600,
    padding: '10px 18px',
    borderRadius: '6px',
    marginTop: '12px',
    textDecoration: 'none',
  },
  table: { borderCollapse: 'collapse', width: '100%' },
  head: { color: MUTED, fontSize: '12px', fontWeight: 500, padding: '6px 0', borderBottom: `1px solid ${RULE}` },
  cell: {
    color: INK,
    fontSize: '14px',
    lineHeight: '20px',
    padding: '8px 0',
    verticalAlign: 'top',
    borderBottom: `1px solid ${RULE}`,
    wordBreak: 'break-word',
  },
  period: { color: MUTED, fontSize: '12px', lineHeight: '18px' },
  figure: {
    ...FIGURE,
    fontSize: '14px',
    lineHeight: '20px',
    padding: '8px 0 8px 12px',
    verticalAlign: 'top',
    borderBottom: `1px solid ${RULE}`,
  },
  totals: { borderCollapse: 'collapse', width: '100%', marginTop: '8px' },
  more: { color: MUTED, fontSize: '13px', padding: '8px 0' },
  totalLabel: { color: MUTED, fontSize: '14px', padding: '5px 0' },
  strongLabel: { color: INK, fontSize: '15px', fontWeight: 700, padding: '5px 0' },
  total: { ...FIGURE, fontSize: '14px', padding: '5px 0' },
  strongTotal: { ...FIGURE, fontSize: '15px', fontWeight: 700, padding: '5px 0' },
  valueLabel: { color: MUTED, fontSize: '14px', padding: '3px 12px 3px 0', verticalAlign: 'top' },
  value: { color: INK, fontSize: '14px', padding: '3px 0', wordBreak: 'break-word' },
  rule: { borderColor: RULE, margin: '24px 0 16px' },
  footer: { color: MUTED, fontSize: '12px', lineHeight: '18px', margin: 0, wordBreak: 'break-word' },
} satisfies Record<string, CSSProperties>;
