import { CreateProduct } from '@revenue/billing-core/catalog';
import { Link, useNavigate } from '@tanstack/react-router';
import { useForm } from 'react-hook-form';
import { trpc } from '../../api/trpc.ts';
import { useFormat } from '../../format/use-format.ts';
import { FormActions } from '../../forms/form-actions.tsx';
import { FormProblem, showFaults } from '../../forms/form-problem.tsx';
import { Button } from '../../ui/button.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { toast } from '../../ui/toast.tsx';
import { ProductFields } from './product-fields.tsx';
import { productResolver } from './product-resolver.ts';
import { productValues } from './product-values.ts';

const resolver = productResolver<CreateProduct>(CreateProduct, undefined, true);

export function ProductNew() {
  const { currency } = useFormat();
  const navigate = useNavigate();
  const cache = trpc.useUtils();
  const create = trpc.products.create.useMutation({
    onSuccess: async (product) => {
      await cache.products.invalidate();
      toast.done('Product added', product.name);
      await navigate({ to: '/products/$productId', params: { productId: product.id } });
    },
  });
  const form = useForm({ resolver, defaultValues: productValues(null, currency) });
  const submit = form.handleSubmit((values) => create.mutate(values, { onError: (error) => showFaults(form, error) }));
  return (
    <form onSubmit={submit} noValidate>
      <PageHeader title="New product" parent={{ label: 'Products', link: { to: '/products' } }} />
      <ProductFields form={form} />
      <FormProblem error={create.error} />
      <FormActions>
        <Button asChild>
          <Link to="/products">Cancel</Link>
        </Button>
        <Button type="submit" variant="primary" busy={create.isPending}>
          Add product
        </Button>
      </FormActions>
    </form>
  );
}
