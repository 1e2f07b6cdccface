import { accessRouter } from './access/router.ts';
import { productsRouter } from './catalog/products-router.ts';
import { customersRouter } from './customers/router.ts';
import { tenantsRouter } from './tenants/router.ts';
import { createCallerFactory, router } from './trpc.ts';

/** The table of contents of the product: one router for each domain. */
export const appRouter = router({
  access: accessRouter,
  customers: customersRouter,
  products: productsRouter,
  tenants: tenantsRouter,
});

export type AppRouter = typeof appRouter;
export const createCaller = createCallerFactory(appRouter);
