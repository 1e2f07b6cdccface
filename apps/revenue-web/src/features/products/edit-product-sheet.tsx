import { type ProductDetail, UpdateProduct } from '@revenue/billing-core/catalog';
import { useForm } from 'react-hook-form';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { FormProblem, showFaults } from '../../forms/form-problem.tsx';
import { useRebase } from '../../forms/use-rebase.ts';
import { Button } from '../../ui/button.tsx';
import { Sheet } from '../../ui/dialog.tsx';
import { toast } from '../../ui/toast.tsx';
import { ProductFields } from './product-fields.tsx';
import { productResolver } from './product-resolver.ts';
import { productValues } from './product-values.ts';

const Changes = UpdateProduct.omit({ id: true, version: true });
const resolver = productResolver(Changes, null, false);

export function EditProductSheet({ product, onClose }: { product: ProductDetail; onClose: () => void }) {
  const { currency } = useFormat();
  const cache = trpc.useUtils();
  const update = trpc.products.update.useMutation({
    onSuccess: async () => {
      toast.done('Product saved');
      onClose();
      await cache.products.invalidate();
    },
  });
  const form = useForm({ resolver, defaultValues: productValues(product, currency) });
  const { base, rebase } = useRebase({
    form,
    record: product,
    valuesOf: (record) => productValues(record, currency),
    load: () => cache.products.get.fetch({ id: product.id }, { staleTime: 0 }),
    onDone: update.reset,
  });
  const submit = form.handleSubmit((changes) =>
    update.mutate({ ...changes, id: base.id, version: base.version }, { onError: (error) => showFaults(form, error) }),
  );
  return (
    <Sheet
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={`Edit ${product.name}`}
      description="A new price holds from now on; invoices already made keep theirs."
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" form="edit-product" variant="primary" busy={update.isPending}>
            Save product
          </Button>
        </>
      }
    >
      <form id="edit-product" onSubmit={submit} noValidate>
        <FormProblem error={update.error} rebase={rebase} />
        <ProductFields form={form} fixedType />
      </form>
    </Sheet>
  );
}
