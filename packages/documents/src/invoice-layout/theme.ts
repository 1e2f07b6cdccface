import { StyleSheet } from '@react-pdf/renderer';
import { FONT_FAMILY } from '../fonts.ts';

export const INK = '#1b2230';
export const MUTED = '#5f6b7d';
export const HAIRLINE = '#dfe3e9';
export const PANEL = '#f5f7fa';

export const MARGIN = 48;

/**
 * Figures of one width: columns of money line up digit under digit, and the point of "27.11.2026" is seen. Between figures of
 * their own widths Inter draws points and commas under the digits beside them, as far as print goes into them.
 */
const TABULAR = { tnum: 1 };

export const text = StyleSheet.create({
  page: {
    fontFamily: FONT_FAMILY,
    fontFeatureSettings: TABULAR,
    fontSize: 9,
    color: INK,
    paddingTop: 22,
    paddingHorizontal: MARGIN,
    paddingBottom: 28,
  },
  label: { fontSize: 7.5, fontWeight: 500, color: MUTED, marginBottom: 3 },
  strong: { fontWeight: 500 },
  muted: { color: MUTED },
  small: { fontSize: 8, color: MUTED },
  figure: { textAlign: 'right' },
});
