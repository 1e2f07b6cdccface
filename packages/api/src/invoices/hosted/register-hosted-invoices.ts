import { BillingError, isBillingError } from '@revenue/billing-core/errors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { credentialOf } from '../../access/credential.ts';
import type { Services } from '../../context.ts';
import { LanguageQuery } from '../../documents/read-pdf-request.ts';
import { sendPdf } from '../../documents/send-pdf.ts';
import { statusOf } from '../../http-errors.ts';
import { answerProblems } from '../../rest/answer-problems.ts';
import { getLogo } from '../../tenants/load-logo.ts';
import { sendPng } from '../../tenants/send-png.ts';
import { renderInvoicePdf, renderReceiptPdf } from '../render-invoice-pdf.ts';
import { createHostedLimit } from './hosted-limit.ts';
import { isOwnPreview } from './is-own-preview.ts';
import { type OpenedLink, openLink } from './open-link.ts';
import { viewHostedInvoice } from './view-hosted-invoice.ts';

/** Sends the page of the web application, under the status already set. */
export type SendPage = (reply: FastifyReply) => FastifyReply;

type Request = FastifyRequest<{ Params: { token: string } }>;

/**
 * /i/{token}: the page of an invoice for whoever was sent its link, without signing in. The page itself, what it shows
 * (`/content`, which counts as a view: programs that only preview links run no scripts) and its PDF.
 */
export async function registerHostedInvoices(
  fastify: FastifyInstance,
  services: Services,
  sendPage: SendPage,
): Promise<void> {
  await fastify.register(
    async (scope) => {
      answerProblems(scope, services);
      scope.addHook('onRequest', async (_request, reply) => keepSecret(reply));
      const follow = follower(services);
      scope.get('/:token', async (request: Request, reply) => sendPage(reply.code(await statusFor(follow, request))));
      scope.get('/:token/content', async (request: Request) => {
        const link = await follow(request);
        const is_preview = await isOwnPreview(link.ctx, credentialOf(request));
        return viewHostedInvoice(link, { is_preview, ...LanguageQuery.parse(request.query) });
      });
      scope.get('/:token/pdf', async (request: Request, reply) => {
        const { ctx, invoice_id } = await follow(request);
        return sendPdf(
          request,
          reply,
          await renderInvoicePdf(ctx, { id: invoice_id, ...LanguageQuery.parse(request.query) }),
        );
      });
      scope.get('/:token/receipt', async (request: Request, reply) => {
        const { ctx, invoice_id } = await follow(request);
        return sendPdf(
          request,
          reply,
          await renderReceiptPdf(ctx, { id: invoice_id, ...LanguageQuery.parse(request.query) }),
        );
      });
      scope.get('/:token/logo', async (request: Request, reply) => {
        const { ctx } = await follow(request);
        return sendPng(reply, await getLogo(ctx));
      });
    },
    { prefix: '/i' },
  );
}

/** An address that is a secret stays out of search engines, of the Referer header and of caches. */
function keepSecret(reply: FastifyReply): void {
  reply
    .header('x-robots-tag', 'noindex, nofollow, noarchive')
    .header('referrer-policy', 'no-referrer')
    .header('cache-control', 'private, no-store');
}

type Follow = (request: Request) => Promise<OpenedLink>;

function follower(services: Services): Follow {
  const limit = createHostedLimit(services.clock);
  return async (request) => {
    limit.admit(request.ip);
    try {
      return await openLink(services, request.params.token, request.id);
    } catch (error) {
      if (isBillingError(error) && error.code === 'not_found') limit.wrong(request.ip);
      throw error;
    }
  };
}

/** The page is the same whatever it finds; its status is for programs. What went wrong it says itself. */
async function statusFor(follow: Follow, request: Request): Promise<number> {
  try {
    await follow(request);
    return 200;
  } catch (error) {
    if (error instanceof BillingError) return statusOf(error.code);
    throw error;
  }
}
