import { useMemo } from 'react';
import { useFormat } from '../../../format/use-format.ts';
import { previewLine } from './line-preview.ts';

type LineAmountProps = { line: number; quantity: string; unit_price: string; currency: string | undefined };

/** What a line comes to as one types, before discount and tax; and below the line, why it comes to nothing. */
export function LineAmount({ line, quantity, unit_price, currency }: LineAmountProps) {
  const format = useFormat();
  const preview = useMemo(
    () => (currency === undefined ? null : previewLine({ quantity, unit_price }, currency)),
    [quantity, unit_price, currency],
  );
  return (
    <>
      <div className="flex min-w-0 flex-col gap-1 @max-xl:col-span-3 @max-xl:flex-row @max-xl:items-center @max-xl:justify-between">
        <span aria-hidden className="text-right font-medium text-ink text-xs @xl:hidden">
          Amount
        </span>
        <output
          aria-label={`Amount of line ${line + 1}`}
          className="tabular flex h-8 items-center justify-end truncate text-ink text-sm max-sm:h-9"
        >
          {preview?.fault !== undefined || !preview || !currency ? (
            <span className="text-ink-faint">–</span>
          ) : (
            format.decimalMoney(preview.result, currency)
          )}
        </output>
      </div>
      {preview?.fault === undefined ? null : (
        <p role="alert" className="order-last col-span-full break-words text-danger-ink text-xs">
          {preview.fault}
        </p>
      )}
    </>
  );
}
