import type { CreditNotePreview } from '@revenue/billing-core/credit-notes';
import { FormProblem } from '../../forms/form-problem.tsx';
import { Card } from '../../ui/card.tsx';
import { CreditedLines, CreditedTotals } from './credited-lines.tsx';

/** What a credit note would come to and where its money would go. */
export function CreditEffect({ preview, error }: { preview: CreditNotePreview | undefined; error: unknown }) {
  return (
    <Card flush title="What it will do" description="Computed by the server, with the function that issues it.">
      {error ? (
        <div className="px-4 pb-4">
          <FormProblem error={error} />
        </div>
      ) : null}
      {preview ? (
        <>
          <CreditedLines items={preview.items} currency={preview.currency} />
          <CreditedTotals amounts={preview} />
        </>
      ) : null}
      {!preview && !error ? <p className="px-4 pb-4 text-ink-faint text-sm">Say how much is credited.</p> : null}
    </Card>
  );
}
