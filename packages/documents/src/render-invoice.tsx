/** @jsxRuntime automatic */
import { Document, Page, renderToBuffer } from '@react-pdf/renderer';
import { DOCUMENT_MESSAGES } from '@revenue/billing-core/languages';
import { type FontStack, fontsFor, forgetGlyphs, loadFonts } from './fonts.ts';
import type { InvoiceDocument } from './invoice-document.ts';
import { createInvoiceFormats } from './invoice-formats.ts';
import { Closing } from './invoice-layout/closing.tsx';
import { Heading } from './invoice-layout/heading.tsx';
import { LineTable } from './invoice-layout/line-table.tsx';
import { pageFrame } from './invoice-layout/page-frame.tsx';
import { text } from './invoice-layout/theme.ts';
import { Totals } from './invoice-layout/totals.tsx';
import { type InvoiceView, toInvoiceView } from './invoice-layout/view.ts';
import { createPrintableText, mapStrings } from './printable-text.ts';

let fonts: ReturnType<typeof loadFonts> | null = null;
let rendering: Promise<unknown> = Promise.resolve();

/**
 * The invoice as a PDF. Takes 30 to 300 ms of one core: servers use `createRenderPool`, which does it in a worker and
 * survives a fault deep inside the PDF library. The same document always gives the same bytes, so a store keyed by
 * content holds it once.
 */
export async function renderInvoice(document: InvoiceDocument, logo: Uint8Array | null = null): Promise<Uint8Array> {
  const result = rendering.then(() => renderAlone(document, logo));
  // One after the other: documents drawn at the same time would share glyphs.
  rendering = result.catch(() => undefined);
  return result;
}

async function renderAlone(document: InvoiceDocument, logo: Uint8Array | null): Promise<Uint8Array> {
  fonts ??= loadFonts();
  const inter = await fonts;
  const words = writtenIn(DOCUMENT_MESSAGES[document.language]);
  // Days are words of the layout, which is in Inter unless its language needs other letters; figures are in Inter always.
  const ofLanguage = await fontsFor(words, document.language, inter);
  const stack = await fontsFor(words + writtenIn(document), document.locale, inter);
  forgetGlyphs(stack);
  const invoice = mapStrings(document, createPrintableText(stack.hasGlyph).print);
  const printable = { figures: createPrintableText(inter), days: createPrintableText(ofLanguage.hasGlyph) };
  const formats = createInvoiceFormats(invoice.currency, invoice.locale, printable);
  const view = toInvoiceView(invoice, formats);
  return new Uint8Array(await renderToBuffer(<InvoicePdf invoice={invoice} view={view} logo={logo} fonts={stack} />));
}

/** All letters in plain data, composed as they will be printed. */
function writtenIn(content: object): string {
  const parts: string[] = [];
  mapStrings(content, (part) => {
    parts.push(part);
    return part;
  });
  return parts.join('').normalize('NFC');
}

type PdfProps = { invoice: InvoiceDocument; view: InvoiceView; logo: Uint8Array | null; fonts: FontStack };

function InvoicePdf({ invoice, view, logo, fonts }: PdfProps) {
  // The machine's clock would make every rendering differ: the file is as old as what it tells of.
  const issuedAt = new Date(`${view.dated_on}T00:00:00Z`);
  return (
    <Document
      title={view.name}
      author={invoice.seller.name}
      subject={view.say('document_for', { document: view.name, buyer: invoice.buyer.name })}
      creator="Revenue"
      producer="Revenue"
      language={invoice.language}
      creationDate={issuedAt}
      modificationDate={issuedAt}
    >
      <Page
        size={invoice.paper}
        style={{ ...text.page, fontFamily: fonts.families }}
        layout={({ children, pageNumber = 1, totalPages = 1 }) =>
          pageFrame({ invoice, view, pageNumber, totalPages, children })
        }
      >
        <Heading invoice={invoice} view={view} logo={logo} />
        <LineTable invoice={invoice} view={view} />
        <Totals invoice={invoice} view={view} />
        <Closing invoice={invoice} view={view} />
      </Page>
    </Document>
  );
}
