import { ApiKey, CreateApiKey, CreatedApiKey, CurrentSession } from '@revenue/billing-core/access';
import { Id } from '@revenue/billing-core/wire';
import { z } from 'zod';
import { adminProcedure, router, viewerProcedure } from '../trpc.ts';
import { createApiKey } from './create-api-key.ts';
import { getCurrentSession } from './get-current-session.ts';
import { listApiKeys } from './list-api-keys.ts';
import { revokeApiKey } from './revoke-api-key.ts';

const tags = ['access'];

export const accessRouter = router({
  current_session: viewerProcedure.output(CurrentSession).query(({ ctx }) => getCurrentSession(ctx)),
  create_api_key: adminProcedure
    .meta({
      openapi: { method: 'POST', path: '/api-keys', tags, summary: 'Create an API key' },
      status: 201,
      answer_is_secret: true,
    })
    .input(CreateApiKey)
    .output(CreatedApiKey)
    .mutation(({ ctx, input }) => createApiKey(ctx, input)),
  list_api_keys: adminProcedure
    .meta({ openapi: { method: 'GET', path: '/api-keys', tags, summary: 'List API keys' } })
    .output(z.object({ data: z.array(ApiKey) }))
    .query(({ ctx }) => listApiKeys(ctx)),
  revoke_api_key: adminProcedure
    .meta({ openapi: { method: 'DELETE', path: '/api-keys/{id}', tags, summary: 'Revoke an API key' } })
    .input(z.strictObject({ id: Id }))
    .output(ApiKey)
    .mutation(({ ctx, input }) => revokeApiKey(ctx, input)),
});
