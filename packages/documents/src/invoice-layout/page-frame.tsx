/** @jsxRuntime automatic */
import { StyleSheet, Text, View } from '@react-pdf/renderer';
import { taxIdWords } from '@revenue/billing-core/languages';
import type { ReactNode } from 'react';
import type { InvoiceDocument } from '../invoice-document.ts';
import { HAIRLINE, MUTED } from './theme.ts';
import type { InvoiceView } from './view.ts';

const styles = StyleSheet.create({
  strip: { position: 'absolute', top: 0, left: 0, right: 0, height: 5 },
  running: { height: 26, fontSize: 7.5, color: MUTED },
  // The line height is the content's, not the page's: the frame is laid out twice, and it would be multiplied twice.
  content: { flexGrow: 1, fontSize: 9, lineHeight: 1.45 },
  footer: {
    borderTopWidth: 0.5,
    borderColor: HAIRLINE,
    marginTop: 16,
    paddingTop: 7,
    flexDirection: 'row',
    justifyContent: 'space-between',
    fontSize: 7.5,
    color: MUTED,
  },
  identity: { width: 400, maxLines: 1, textOverflow: 'ellipsis' },
});

export type PageFrameProps = {
  invoice: InvoiceDocument;
  view: InvoiceView;
  pageNumber: number;
  totalPages: number;
  children: ReactNode;
};

/** What every page carries: the colour of the house, whose document it is, and which page of how many. */
export function pageFrame({ invoice, view, pageNumber, totalPages, children }: PageFrameProps): ReactNode {
  const { seller } = invoice;
  const identity = [
    seller.name,
    seller.tax_id ? taxIdWords(view.say, seller.tax_id, seller.country) : null,
    seller.email,
  ];
  return (
    <>
      <View style={[styles.strip, { backgroundColor: view.brand }]} />
      <View style={styles.running}>{pageNumber === 1 ? null : <Text>{`${seller.name} · ${view.name}`}</Text>}</View>
      <View style={styles.content}>{children}</View>
      <View style={styles.footer}>
        <Text style={styles.identity}>{identity.filter((part) => part !== null).join(' · ')}</Text>
        <Text>{view.say('page_of', { page: String(pageNumber), pages: String(totalPages) })}</Text>
      </View>
    </>
  );
}
