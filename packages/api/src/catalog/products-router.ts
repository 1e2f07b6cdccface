import { CreateProduct, ListProducts, ProductDetail, ProductPage, UpdateProduct } from '@revenue/billing-core/catalog';
import { Id } from '@revenue/billing-core/wire';
import { z } from 'zod';
import { financeProcedure, router, viewerProcedure } from '../trpc.ts';
import { createProduct } from './create-product.ts';
import { getProduct } from './get-product.ts';
import { listProducts } from './list-products.ts';
import { updateProduct } from './update-product.ts';

const tags = ['catalog'];

export const productsRouter = router({
  create: financeProcedure
    .meta({ openapi: { method: 'POST', path: '/products', tags, summary: 'Create a product' }, status: 201 })
    .input(CreateProduct)
    .output(ProductDetail)
    .mutation(({ ctx, input }) => createProduct(ctx, input)),
  list: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/products', tags, summary: 'List products' } })
    .input(ListProducts)
    .output(ProductPage)
    .query(({ ctx, input }) => listProducts(ctx, input)),
  get: viewerProcedure
    .meta({ openapi: { method: 'GET', path: '/products/{id}', tags, summary: 'Get a product with its prices' } })
    .input(z.strictObject({ id: Id }))
    .output(ProductDetail)
    .query(({ ctx, input }) => getProduct(ctx, input)),
  update: financeProcedure
    .meta({ openapi: { method: 'PUT', path: '/products/{id}', tags, summary: 'Change a product or its prices' } })
    .input(UpdateProduct)
    .output(ProductDetail)
    .mutation(({ ctx, input }) => updateProduct(ctx, input)),
});
