import { BILLED_IN_SQL } from '../live-statuses.ts';

/**
 * Of a row `s` of subscriptions: who pays for it has agreed to nothing that holds when its trial is over, and it was said
 * that its trial then does not lead to bills. Such a one is for the lifecycle tick, and no billing run takes it up.
 */
export const ENDS_WITHOUT_METHOD = `(s.status = 'trialing' AND s.trial_without_method <> 'bill' AND NOT EXISTS (
    SELECT 1 FROM payment_methods pm
     WHERE pm.tenant_id = s.tenant_id AND pm.ended_at IS NULL AND (pm.expires_on IS NULL OR pm.expires_on >= s.trial_end)
       AND pm.customer_id = (SELECT COALESCE(wc.payer_id, wc.id) FROM customers wc WHERE wc.tenant_id = s.tenant_id AND wc.id = s.customer_id)))`;

/**
 * Of a row `s` of subscriptions: it may be billed when something is due. One that waits for its first payment is billed
 * once, and then when it was paid.
 */
export const BILLABLE = `(s.status IN (${BILLED_IN_SQL}) AND NOT ${ENDS_WITHOUT_METHOD}
  OR s.status = 'incomplete' AND NOT EXISTS (
    SELECT 1 FROM subscription_items bi JOIN invoice_items bl ON bl.tenant_id = bi.tenant_id AND bl.subscription_item_id = bi.id
     WHERE bi.tenant_id = s.tenant_id AND bi.subscription_id = s.id))`;
