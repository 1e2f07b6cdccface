import type { PaymentMethod } from '@revenue/billing-core/payment-methods';

export const kindWords: Record<PaymentMethod['kind'], string> = {
  bank_transfer: 'Bank transfer',
  direct_debit: 'Direct debit',
};

/** 'Direct debit, account ending in 4321': by what people recognise it, else by its agreement. */
export function methodName({ kind, label, reference }: Pick<PaymentMethod, 'kind' | 'label' | 'reference'>): string {
  const by = label ?? reference;
  return by === null ? kindWords[kind] : `${kindWords[kind]}, ${by}`;
}

type Lasting = Pick<PaymentMethod, 'ended_at' | 'expires_on' | 'is_default'>;

/** The one that is paid by on a day: the default, else the newest that holds then; undefined where there is none. */
export function methodOn<Method extends Lasting>(methods: readonly Method[], day: string): Method | undefined {
  const held = methods.filter(
    ({ ended_at, expires_on }) => ended_at === null && (expires_on === null || expires_on >= day),
  );
  return held.find(({ is_default }) => is_default) ?? held[0];
}
