import { useWatch } from 'react-hook-form';
import { useFormat } from '../../format/use-format.ts';
import type { InvoiceFormState } from './invoice-values.ts';
import { previewLine } from './line-preview.ts';

type LineAmountProps = { form: InvoiceFormState; index: number; currency: string | undefined };

function useLinePreview({ form, index, currency }: LineAmountProps) {
  const item = useWatch({ control: form.control, name: `items.${index}` });
  return currency === undefined ? null : previewLine(item ?? {}, currency);
}

/** What a line comes to, as one types. */
export function LineAmount(props: LineAmountProps) {
  const format = useFormat();
  const preview = useLinePreview(props);
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <span aria-hidden className="text-right font-medium text-ink text-xs sm:hidden">
        Amount
      </span>
      <output
        aria-label={`Amount of line ${props.index + 1}`}
        className="tabular flex h-8 items-center justify-end text-ink text-sm max-sm:h-9"
      >
        {preview?.fault !== undefined || !preview || !props.currency ? (
          <span className="text-ink-faint">–</span>
        ) : (
          format.decimalMoney(preview.result, props.currency)
        )}
      </output>
    </div>
  );
}

/** Below the line: why it has no amount. */
export function LineFault(props: LineAmountProps) {
  const preview = useLinePreview(props);
  return preview?.fault === undefined ? null : (
    <p role="alert" className="col-span-full break-words text-danger-ink text-xs">
      {preview.fault}
    </p>
  );
}
