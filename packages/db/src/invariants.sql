-- What must always hold (SPEC section 7), as queries that return one row for each violation: the tenant and what is
-- wrong. Run after every scenario and benchmark, on a schedule in production, and by `pnpm revenue verify`.
-- A check is a block: its name and sentence, then one statement that ends in a semicolon at the end of a line.

-- check: invoice_adds_up
-- Subtotal is the sum of the lines, less discounts plus the tax that they do not contain is the total, less payments and
-- credits is what is due.
SELECT i.tenant_id, format('invoice %s: subtotal %s, lines %s, discount %s of %s, tax %s of %s, total %s, paid %s, credited %s, from account credit %s, due %s',
         i.invoice_number, i.subtotal, l.amount, i.discount_total, l.discount, i.tax_total, l.tax, i.total, i.amount_paid, i.amount_credited, i.amount_account_credit, i.amount_due) AS detail
  FROM invoices i
  CROSS JOIN LATERAL (SELECT COALESCE(sum(amount), 0) AS amount, COALESCE(sum(discount_amount), 0) AS discount,
                             COALESCE(sum(tax_amount), 0) AS tax, COALESCE(sum(tax_amount) FILTER (WHERE tax_inclusive), 0) AS included
                        FROM invoice_items it WHERE it.tenant_id = i.tenant_id AND it.invoice_id = i.id) l
 WHERE i.subtotal <> l.amount OR i.discount_total <> l.discount OR i.tax_total <> l.tax
    OR i.tax_included <> l.included OR i.total <> i.subtotal - i.discount_total + i.tax_total - i.tax_included OR i.amount_due <> i.total - i.amount_paid - i.amount_credited - i.amount_account_credit;

-- check: taxes_by_rate_add_up
-- The taxes of the items by rate add up to the tax of each item and to the rows of the tax table; these to the tax.
SELECT i.tenant_id, format('invoice %s: tax %s, rows %s, items %s by rate', i.invoice_number, i.tax_total, i.taxes, l.sums) AS detail
  FROM invoices i
  CROSS JOIN LATERAL (SELECT COALESCE(jsonb_agg(row_sums ORDER BY row), '[]') AS sums
                        FROM (SELECT (t ->> 'row')::int AS row,
                                     jsonb_build_array(sum((t ->> 'taxable')::bigint), sum((t ->> 'tax')::bigint)) AS row_sums
                                FROM invoice_items it CROSS JOIN LATERAL jsonb_array_elements(it.taxes) t
                               WHERE it.tenant_id = i.tenant_id AND it.invoice_id = i.id GROUP BY 1) by_row) l
  CROSS JOIN LATERAL (SELECT COALESCE(jsonb_agg(jsonb_build_array((t ->> 'taxable')::bigint, (t ->> 'tax')::bigint) ORDER BY at), '[]') AS sums,
                             COALESCE(sum((t ->> 'tax')::bigint), 0) AS tax
                        FROM jsonb_array_elements(i.taxes) WITH ORDINALITY rows(t, at)) r
 WHERE l.sums <> r.sums OR r.tax <> i.tax_total
    OR EXISTS (SELECT 1 FROM invoice_items it
                WHERE it.tenant_id = i.tenant_id AND it.invoice_id = i.id
                  AND it.tax_amount <> COALESCE((SELECT sum((t ->> 'tax')::bigint) FROM jsonb_array_elements(it.taxes) t), 0));

-- check: credit_note_adds_up
-- A credit note is the sum of its lines, and all of it goes somewhere.
SELECT c.tenant_id, format('credit note %s: subtotal %s, lines %s, discount %s of %s, tax %s of %s, total %s, offset %s, refund %s, account credit %s',
         c.credit_note_number, c.subtotal, l.amount, c.discount_total, l.discount, c.tax_total, l.tax, c.total, c.offset_amount, c.refund_amount, c.account_credit_amount) AS detail
  FROM credit_notes c
  CROSS JOIN LATERAL (SELECT COALESCE(sum(amount), 0) AS amount, COALESCE(sum(discount_amount), 0) AS discount,
                             COALESCE(sum(tax_amount), 0) AS tax, count(*) AS lines,
                             COALESCE(sum(tax_amount) FILTER (WHERE tax_inclusive), 0) AS included
                        FROM credit_note_items it WHERE it.tenant_id = c.tenant_id AND it.credit_note_id = c.id) l
 WHERE c.subtotal <> l.amount OR c.discount_total <> l.discount OR c.tax_total <> l.tax OR l.lines = 0
    OR c.tax_included <> l.included OR c.total <> c.subtotal - c.discount_total + c.tax_total - c.tax_included OR c.offset_amount + c.refund_amount + c.account_credit_amount <> c.total + c.cash_rounding;

-- check: credits_stay_within_invoices
-- Credit notes take back no more than was invoiced, in the currency and of the customer of the invoice, which is final and
-- not void; what they took off what was due is what the invoice says.
SELECT i.tenant_id, format('invoice %s is %s over %s with %s credited; its credit notes come to %s, %s of it off what was due',
         i.invoice_number, i.status, i.total, i.amount_credited, c.total, c.taken_off) AS detail
  FROM invoices i
  CROSS JOIN LATERAL (SELECT COALESCE(sum(n.total), 0) AS total, COALESCE(sum(n.offset_amount), 0) AS taken_off, count(*) AS notes,
                             count(*) FILTER (WHERE n.currency <> i.currency OR n.customer_id <> i.customer_id) AS strays
                        FROM credit_notes n WHERE n.tenant_id = i.tenant_id AND n.invoice_id = i.id) c
 WHERE c.total > i.total OR c.taken_off <> i.amount_credited OR c.strays > 0 OR (c.notes > 0 AND i.status IN ('draft', 'void'));

-- check: payments_match_invoices
-- What an invoice counts as paid is what payments were allocated to it, in its own currency.
SELECT i.tenant_id, format('invoice %s counts %s as paid, allocations say %s', i.invoice_number, i.amount_paid, a.amount) AS detail
  FROM invoices i
  CROSS JOIN LATERAL (SELECT COALESCE(sum(pa.amount) FILTER (WHERE p.status = 'succeeded' AND p.currency = i.currency), 0) AS amount
                        FROM payment_allocations pa
                        JOIN payments p ON p.tenant_id = pa.tenant_id AND p.id = pa.payment_id
                       WHERE pa.tenant_id = i.tenant_id AND pa.invoice_id = i.id) a
 WHERE i.amount_paid <> a.amount;

-- check: account_credit_adds_up
-- The balance of an account credit is what its entries come to, and stood below zero with none of them.
SELECT b.tenant_id, format('customer %s has %s %s of account credit, its entries come to %s', b.customer_id, b.balance, b.currency, e.amount) AS detail
  FROM account_credit_balances b
  CROSS JOIN LATERAL (SELECT COALESCE(sum(amount), 0) AS amount, bool_and(balance_after >= 0) AS held
                        FROM account_credit_entries WHERE tenant_id = b.tenant_id AND customer_id = b.customer_id AND currency = b.currency) e
 WHERE b.balance <> e.amount OR NOT e.held
UNION ALL
SELECT e.tenant_id, format('entry %s of customer %s has no balance', e.id, e.customer_id)
  FROM account_credit_entries e
 WHERE NOT EXISTS (SELECT 1 FROM account_credit_balances b WHERE b.tenant_id = e.tenant_id AND b.customer_id = e.customer_id AND b.currency = e.currency);

-- check: account_credit_matches_documents
-- What an invoice counts as paid from account credit, and a credit note as put there, is what the entries of its customer say.
SELECT i.tenant_id, format('invoice %s, which is %s, counts %s from account credit, entries say %s', i.invoice_number, i.status, i.amount_account_credit, e.amount) AS detail
  FROM invoices i
  CROSS JOIN LATERAL (SELECT COALESCE(-sum(amount), 0) AS amount, count(*) FILTER (WHERE currency <> i.currency OR customer_id <> i.customer_id) AS strays
                        FROM account_credit_entries WHERE tenant_id = i.tenant_id AND invoice_id = i.id) e
 WHERE i.amount_account_credit <> e.amount OR e.strays > 0 OR (e.amount <> 0 AND i.status IN ('draft', 'void'))
UNION ALL
SELECT c.tenant_id, format('credit note %s puts %s on account credit, its entry says %s', c.credit_note_number, c.account_credit_amount, e.amount)
  FROM credit_notes c
  CROSS JOIN LATERAL (SELECT COALESCE(sum(amount), 0) AS amount, count(*) FILTER (WHERE currency <> c.currency OR customer_id <> c.customer_id) AS strays
                        FROM account_credit_entries WHERE tenant_id = c.tenant_id AND credit_note_id = c.id) e
 WHERE c.account_credit_amount <> e.amount OR e.strays > 0;

-- check: paid_means_nothing_due
-- A paid invoice has nothing due; a sent or overdue one is final.
SELECT tenant_id, format('invoice %s is %s with %s due', invoice_number, status, amount_due) AS detail
  FROM invoices
 WHERE (status = 'paid' AND amount_due <> 0) OR (status IN ('sent', 'overdue', 'paid', 'uncollectible') AND finalized_at IS NULL);

-- check: numbers_have_no_gap
-- Every number that the counter has given out stands on exactly one document.
SELECT c.tenant_id, format('series %s %s: the counter is at %s, %s documents carry a number', c.kind, c.period, c.last_value, n.documents) AS detail
  FROM number_counters c
  CROSS JOIN LATERAL (
    SELECT count(*) AS documents, count(DISTINCT value) AS different, COALESCE(max(value), 0) AS highest
      FROM (SELECT number_value AS value FROM invoices
             WHERE tenant_id = c.tenant_id AND c.kind = 'invoice' AND number_period = c.period
            UNION ALL
            SELECT number_value FROM credit_notes
             WHERE tenant_id = c.tenant_id AND c.kind = 'credit_note' AND number_period = c.period) numbers) n
 WHERE n.documents <> c.last_value OR n.different <> c.last_value OR n.highest <> c.last_value;

-- check: periods_tile
-- The billed periods of a subscription item follow one another without gap or overlap, but for the days of a pause. A void
-- line counts until its period is released; usage leaves out the periods in which there was none. What a line gives back
-- of another is no period.
SELECT tenant_id, format('subscription item %s: %s to %s is followed by %s', subscription_item_id, service_start, service_end, next_start) AS detail
  FROM (SELECT it.tenant_id, it.subscription_item_id, it.kind, it.service_start, it.service_end,
               lead(it.service_start) OVER (PARTITION BY it.tenant_id, it.subscription_item_id ORDER BY it.service_start) AS next_start
          FROM invoice_items it
         WHERE it.subscription_item_id IS NOT NULL AND it.released_at IS NULL AND it.credits_item_id IS NULL) lines
 WHERE (next_start < service_end OR (kind = 'recurring' AND next_start > service_end))
   AND NOT EXISTS (SELECT 1 FROM subscription_items si
                     JOIN subscription_changes ch ON ch.tenant_id = si.tenant_id AND ch.subscription_id = si.subscription_id
                    WHERE si.tenant_id = lines.tenant_id AND si.id = lines.subscription_item_id
                      AND ch.kind = 'pause' AND ch.status = 'applied' AND ch.effective_on <= next_start
                      -- It may begin before the line, which then is of a resumption that was taken back whole.
                      AND lines.service_start <= COALESCE((
                            SELECT min(r.effective_on) FROM subscription_changes r
                             WHERE r.tenant_id = ch.tenant_id AND r.subscription_id = ch.subscription_id AND r.kind = 'resume'
                               AND r.status = 'applied' AND (r.effective_at, r.id) > (ch.effective_at, ch.id)), 'infinity'));

-- check: fees_reach_the_period
-- A fee that has been billed goes on up to the period at which its subscription stands: none was passed over. One with an
-- interval of its own has other boundaries. Lines are added up once: those that were released are in no index by item.
SELECT s.tenant_id, format('subscription %s stands at %s to %s, item %s is billed up to %s', s.id, s.current_period_start, s.current_period_end, si.id, l.billed_to) AS detail
  FROM subscriptions s
  JOIN subscription_items si ON si.tenant_id = s.tenant_id AND si.subscription_id = s.id AND si.state = 'current'
  JOIN plan_components pc ON pc.tenant_id = si.tenant_id AND pc.id = si.plan_component_id
  JOIN plan_versions cv ON cv.tenant_id = pc.tenant_id AND cv.id = pc.plan_version_id
  JOIN plan_versions pv ON pv.tenant_id = s.tenant_id AND pv.id = s.plan_version_id
  JOIN (SELECT tenant_id, subscription_item_id, max(service_end) AS billed_to FROM invoice_items
         WHERE credits_item_id IS NULL GROUP BY tenant_id, subscription_item_id) l
    ON l.tenant_id = s.tenant_id AND l.subscription_item_id = si.id
 WHERE pc.kind = 'recurring' AND s.status = 'active' AND l.billed_to < s.current_period_start
   -- What is billed in arrear of a longer period of its own has not come to it.
   AND (pc.timing = 'advance' OR (COALESCE(pc.interval, cv.interval), COALESCE(pc.interval_count, cv.interval_count)) = (pv.interval, pv.interval_count))
   AND NOT EXISTS (SELECT 1 FROM subscription_changes ch WHERE ch.tenant_id = s.tenant_id AND ch.subscription_id = s.id
                      AND ch.kind = 'pause' AND ch.status = 'applied');

-- check: nobody_is_on_a_draft
-- A subscription is on a published version: prices that may still change bind nobody.
SELECT s.tenant_id, format('subscription %s is on version %s of plan %s, a draft', s.id, v.version, v.plan_id) AS detail
  FROM subscriptions s
  JOIN plan_versions v ON v.tenant_id = s.tenant_id AND v.id = s.plan_version_id
 WHERE v.published_at IS NULL;

-- check: released_lines_are_void
-- A period was released to be billed again on void invoices only, or where a credit note has given all of the line back.
SELECT it.tenant_id, format('a line of invoice %s is released, and the invoice is %s', i.invoice_number, i.status) AS detail
  FROM invoice_items it
  JOIN invoices i ON i.tenant_id = it.tenant_id AND i.id = it.invoice_id
 WHERE it.released_at IS NOT NULL AND i.status <> 'void'
   AND it.amount > (SELECT COALESCE(sum(n.amount), 0) FROM credit_notes cn
                      JOIN credit_note_items n ON n.tenant_id = cn.tenant_id AND n.credit_note_id = cn.id
                     WHERE cn.tenant_id = it.tenant_id AND cn.invoice_id = it.invoice_id AND n.invoice_position = it.position);

-- check: billed_up_to_the_period
-- No line of a subscription reaches past the period that its state says it has come to, but those of longer periods of
-- their own, and of items that a change has ended.
SELECT it.tenant_id, format('subscription %s has a line to %s and stands at %s', s.id, it.service_end, s.current_period_end) AS detail
  FROM invoice_items it
  JOIN subscription_items si ON si.tenant_id = it.tenant_id AND si.id = it.subscription_item_id AND si.state = 'current'
  JOIN subscriptions s ON s.tenant_id = si.tenant_id AND s.id = si.subscription_id
  JOIN plan_components pc ON pc.tenant_id = si.tenant_id AND pc.id = si.plan_component_id
  JOIN plan_versions cv ON cv.tenant_id = pc.tenant_id AND cv.id = pc.plan_version_id
  JOIN plan_versions pv ON pv.tenant_id = s.tenant_id AND pv.id = s.plan_version_id
 WHERE it.service_end > s.current_period_end AND it.credits_item_id IS NULL AND it.released_at IS NULL
   AND (COALESCE(pc.interval, cv.interval), COALESCE(pc.interval_count, cv.interval_count)) = (pv.interval, pv.interval_count);

-- check: credits_stay_within_lines
-- What lines, where those were not taken back themselves, and credit notes give back of a line is no more than it was, after its discount; a credit is of the same
-- currency, and of an item of the same subscription.
SELECT o.tenant_id, format('line %s of %s less %s: %s given back on invoices, %s by credit notes, %s of strangers', o.id, o.amount, o.discount_amount, c.amount, n.amount, c.strays) AS detail
  FROM invoice_items o
  JOIN invoices i ON i.tenant_id = o.tenant_id AND i.id = o.invoice_id
  CROSS JOIN LATERAL (
    SELECT COALESCE(-sum(it.amount - COALESCE(r.amount, 0)), 0) AS amount, count(*) AS credits,
           count(*) FILTER (WHERE ci.currency <> i.currency OR a.subscription_id <> b.subscription_id) AS strays
      FROM invoice_items it
      JOIN invoices ci ON ci.tenant_id = it.tenant_id AND ci.id = it.invoice_id AND ci.status <> 'void'
      JOIN subscription_items a ON a.tenant_id = it.tenant_id AND a.id = it.subscription_item_id
      LEFT JOIN subscription_items b ON b.tenant_id = o.tenant_id AND b.id = o.subscription_item_id
      LEFT JOIN LATERAL (
        SELECT sum(rn.amount) AS amount FROM credit_notes rc
          JOIN credit_note_items rn ON rn.tenant_id = rc.tenant_id AND rn.credit_note_id = rc.id
         WHERE rc.tenant_id = it.tenant_id AND rc.invoice_id = it.invoice_id AND rn.invoice_position = it.position) r ON true
     WHERE it.tenant_id = o.tenant_id AND it.credits_item_id = o.id) c
  CROSS JOIN LATERAL (
    SELECT COALESCE(sum(ni.amount - ni.discount_amount), 0) AS amount
      FROM credit_notes cn JOIN credit_note_items ni ON ni.tenant_id = cn.tenant_id AND ni.credit_note_id = cn.id
     WHERE cn.tenant_id = o.tenant_id AND cn.invoice_id = o.invoice_id AND ni.invoice_position = o.position) n
 WHERE c.credits > 0 AND (c.amount + n.amount > o.amount - o.discount_amount OR c.strays > 0);

-- check: scheduled_items_have_a_change
-- Items that are to come are those of the one change that is scheduled; what has taken effect left none behind.
SELECT si.tenant_id, format('item %s is scheduled by change %s, which is %s', si.id, si.change_id, COALESCE(ch.status, 'unknown')) AS detail
  FROM subscription_items si
  LEFT JOIN subscription_changes ch ON ch.tenant_id = si.tenant_id AND ch.id = si.change_id AND ch.subscription_id = si.subscription_id
 WHERE si.state = 'scheduled' AND ch.status IS DISTINCT FROM 'scheduled';

-- check: nothing_is_scheduled_after_an_end
-- What has ended has nothing to come any more, and what pauses at most an end.
SELECT s.tenant_id, format('subscription %s is %s, its change %s (%s) is scheduled for %s', s.id, s.status, ch.id, ch.kind, ch.effective_on) AS detail
  FROM subscription_changes ch
  JOIN subscriptions s ON s.tenant_id = ch.tenant_id AND s.id = ch.subscription_id
 WHERE ch.status = 'scheduled' AND (s.status IN ('canceled', 'expired') OR (s.status = 'paused' AND ch.kind <> 'cancel'));

-- check: ends_are_written_down
-- Whatever ended a subscription, its end is one of its changes.
SELECT s.tenant_id, format('subscription %s is %s, and no end of it has taken effect', s.id, s.status) AS detail
  FROM subscriptions s
 WHERE s.status IN ('canceled', 'expired')
   AND NOT EXISTS (SELECT 1 FROM subscription_changes ch WHERE ch.tenant_id = s.tenant_id AND ch.subscription_id = s.id
                      AND ch.kind = 'cancel' AND ch.status = 'applied');

-- check: nothing_waits_after_an_end
-- What has ended has no next invoice: what waited for one was billed with the end, or was dropped.
SELECT w.tenant_id, format('line %s of %s waits for the %s of subscription %s, which is %s', w.id, w.amount, w.waits_for, s.id, s.status) AS detail
  FROM pending_invoice_items w
  JOIN subscriptions s ON s.tenant_id = w.tenant_id AND s.id = w.subscription_id
 WHERE w.status = 'waiting' AND s.status IN ('canceled', 'expired');

-- check: live_subscriptions_have_items
-- A subscription that goes on is one to something, and nothing of it is scheduled for a boundary that is over.
SELECT s.tenant_id, format('subscription %s is %s with %s current items, a change scheduled for %s, period from %s', s.id, s.status, n.items, ch.effective_on, s.current_period_start) AS detail
  FROM subscriptions s
  CROSS JOIN LATERAL (SELECT count(*) AS items FROM subscription_items si
                       WHERE si.tenant_id = s.tenant_id AND si.subscription_id = s.id AND si.state = 'current') n
  LEFT JOIN subscription_changes ch ON ch.tenant_id = s.tenant_id AND ch.subscription_id = s.id AND ch.status = 'scheduled' AND ch.kind <> 'cancel'
 WHERE s.status NOT IN ('canceled', 'expired') AND (n.items = 0 OR ch.effective_on <= s.current_period_start);

-- check: waiting_lines_end_on_invoices
-- A line that waited and was taken up is on an invoice, as it was, under its own id.
SELECT w.tenant_id, format('line %s of %s waited, item %s has %s', w.id, w.amount, w.invoice_item_id, it.amount) AS detail
  FROM pending_invoice_items w
  LEFT JOIN invoice_items it ON it.tenant_id = w.tenant_id AND it.id = w.invoice_item_id
 WHERE w.status = 'billed' AND w.invoice_item_id IS NOT NULL AND it.id IS NOT NULL
   AND (it.amount <> w.amount OR it.subscription_item_id <> w.subscription_item_id OR it.id <> w.id);

-- check: everything_is_audited
-- Every invoice, credit note, payment, customer and subscription has its audit row and its event.
SELECT o.tenant_id, format('%s %s has no %s', o.kind, o.id, CASE WHEN a.id IS NULL THEN 'audit row' ELSE 'event' END) AS detail
  FROM (SELECT tenant_id, id, 'invoice' AS kind FROM invoices
        UNION ALL SELECT tenant_id, id, 'credit note' FROM credit_notes
        UNION ALL SELECT tenant_id, id, 'payment' FROM payments
        UNION ALL SELECT tenant_id, id, 'customer' FROM customers
        UNION ALL SELECT tenant_id, id, 'subscription' FROM subscriptions) o
  LEFT JOIN LATERAL (SELECT id FROM audit_log WHERE tenant_id = o.tenant_id AND object_id = o.id LIMIT 1) a ON true
  LEFT JOIN LATERAL (SELECT id FROM events WHERE tenant_id = o.tenant_id AND object_id = o.id LIMIT 1) e ON true
 WHERE a.id IS NULL OR e.id IS NULL;

-- check: usage_is_accounted_for
-- Rows of an import are accepted, duplicate or visibly rejected.
SELECT i.tenant_id, format('import %s: %s rows rejected, %s kept', i.id, i.rows_rejected, r.kept) AS detail
  FROM usage_imports i
  CROSS JOIN LATERAL (SELECT count(*) AS kept FROM usage_rejections WHERE tenant_id = i.tenant_id AND import_id = i.id) r
  CROSS JOIN LATERAL (SELECT count(*) AS taken FROM usage_records WHERE tenant_id = i.tenant_id AND import_id = i.id) t
 WHERE i.rows_rejected <> r.kept OR i.rows_accepted <> t.taken;

-- check: invoice_imports_are_accounted_for
-- Rows of a file of past invoices are lines of a document, known already, or visibly refused.
SELECT i.tenant_id, format('import %s: %s rows accepted, %s lines; %s rows refused, %s kept; %s invoices and %s credit notes, %s and %s there',
         i.id, i.rows_accepted, d.lines + n.lines, i.rows_refused, r.kept, i.invoices, i.credit_notes, d.documents, n.documents) AS detail
  FROM invoice_imports i
  CROSS JOIN LATERAL (SELECT count(DISTINCT v.id) AS documents, count(it.id) AS lines
                        FROM invoices v LEFT JOIN invoice_items it ON it.tenant_id = v.tenant_id AND it.invoice_id = v.id
                       WHERE v.tenant_id = i.tenant_id AND v.import_id = i.id) d
  CROSS JOIN LATERAL (SELECT count(DISTINCT c.id) AS documents, count(it.id) AS lines
                        FROM credit_notes c LEFT JOIN credit_note_items it ON it.tenant_id = c.tenant_id AND it.credit_note_id = c.id
                       WHERE c.tenant_id = i.tenant_id AND c.import_id = i.id) n
  CROSS JOIN LATERAL (SELECT count(*) AS kept FROM invoice_import_refusals f WHERE f.tenant_id = i.tenant_id AND f.import_id = i.id) r
 WHERE i.rows_accepted <> d.lines + n.lines OR i.rows_refused <> r.kept OR i.invoices <> d.documents OR i.credit_notes <> n.documents;

-- check: revenue_sums_agree
-- The sums that reports read are the sums of the documents that count.
SELECT tenant_id, format('%s %s of %s, %s %s: %s invoices, net %s, tax %s more in the sums than in the documents',
         dimension, key, starts_on, grain, currency, sum(invoices), sum(net), sum(tax)) AS detail
  FROM (SELECT tenant_id, dimension, grain, starts_on, currency, key, invoices, net, tax FROM revenue_sums
        UNION ALL
        SELECT tenant_id, dimension, grain, starts_on, currency, key, -invoices, -net, -tax FROM revenue_sums_computed) parts
 GROUP BY tenant_id, dimension, grain, starts_on, currency, key
HAVING sum(invoices) <> 0 OR sum(net) <> 0 OR sum(tax) <> 0;

-- check: payers_follow_parents
-- Who pays for an account is what billed_to and the accounts above it say, and a family has five levels at most.
SELECT c.tenant_id, format('customer %s is paid for by %s, its family says %s', c.id, COALESCE(c.payer_id::text, 'itself'), COALESCE(f.payer_id::text, 'itself')) AS detail
  FROM customers c
  LEFT JOIN customers p ON p.tenant_id = c.tenant_id AND p.id = c.parent_id
  CROSS JOIN LATERAL (SELECT CASE WHEN c.billed_to = 'parent' THEN COALESCE(p.payer_id, p.id) END AS payer_id) f
 WHERE c.payer_id IS DISTINCT FROM f.payer_id
UNION ALL
SELECT c.tenant_id, format('customer %s has five accounts above it or stands in a circle', c.id)
  FROM customers c
  JOIN customers p1 ON p1.tenant_id = c.tenant_id AND p1.id = c.parent_id
  JOIN customers p2 ON p2.tenant_id = c.tenant_id AND p2.id = p1.parent_id
  JOIN customers p3 ON p3.tenant_id = c.tenant_id AND p3.id = p2.parent_id
  JOIN customers p4 ON p4.tenant_id = c.tenant_id AND p4.id = p3.parent_id
 WHERE p4.parent_id IS NOT NULL;

-- check: views_are_told
-- Each visit to the public page of an invoice, and each replacement of its link, has its audit row; drafts have neither.
SELECT l.tenant_id, format('invoice %s: %s visits and link %s, the audit log tells of %s and %s', i.invoice_number, l.visits, l.generation, a.views, a.replacements + 1) AS detail
  FROM invoice_links l
  JOIN invoices i ON i.tenant_id = l.tenant_id AND i.id = l.invoice_id
  CROSS JOIN LATERAL (SELECT count(*) FILTER (WHERE action = 'invoice.viewed') AS views,
                             count(*) FILTER (WHERE action = 'invoice.link_replaced') AS replacements
                        FROM audit_log WHERE tenant_id = l.tenant_id AND object_id = l.invoice_id) a
 WHERE l.visits <> a.views OR l.generation <> a.replacements + 1 OR i.finalized_at IS NULL;

-- check: bulk_actions_settle_their_items
-- A bulk action has as many items as it says, and when it is completed every one has an outcome.
SELECT b.tenant_id, format('bulk action %s is %s: %s of %s items have an outcome', b.id, b.status, n.settled, b.items_total) AS detail
  FROM bulk_actions b
  CROSS JOIN LATERAL (SELECT count(*) AS items, count(i.outcome) AS settled FROM bulk_action_items i
                       WHERE i.tenant_id = b.tenant_id AND i.bulk_action_id = b.id) n
 WHERE n.items <> b.items_total OR (b.status = 'completed' AND n.settled <> n.items);

-- check: mrr_spans_tile
-- The spans of a subscription follow one another without gap or overlap, up to the one that is open.
SELECT tenant_id, format('subscription %s: the span from %s ends on %s, the next one begins on %s', subscription_id, from_day, COALESCE(until_day::text, 'no day'), COALESCE(next_from::text, 'no day')) AS detail
  FROM (SELECT tenant_id, subscription_id, from_day, until_day,
               lead(from_day) OVER (PARTITION BY tenant_id, subscription_id ORDER BY from_day) AS next_from
          FROM mrr_spans) spans
 WHERE until_day IS DISTINCT FROM next_from;

-- check: mrr_says_what_stands
-- The open span of a subscription has its status, customer, plan and currency, and MRR only where a fee recurs.
SELECT s.tenant_id, format('subscription %s is %s on plan %s, its MRR is that of one %s on plan %s', s.id, s.status, pv.plan_id, m.status, m.plan_id) AS detail
  FROM subscriptions s
  JOIN plan_versions pv ON pv.tenant_id = s.tenant_id AND pv.id = s.plan_version_id
  JOIN mrr_spans m ON m.tenant_id = s.tenant_id AND m.subscription_id = s.id AND m.until_day IS NULL
 WHERE m.status <> s.status OR m.customer_id <> s.customer_id OR m.plan_id <> pv.plan_id OR m.currency <> pv.currency
    OR (m.mrr > 0 AND NOT EXISTS (
          SELECT 1 FROM subscription_items si JOIN plan_components pc ON pc.tenant_id = si.tenant_id AND pc.id = si.plan_component_id
           WHERE si.tenant_id = s.tenant_id AND si.subscription_id = s.id AND pc.kind = 'recurring'));

-- check: mrr_is_what_it_costs
-- Where nothing but flat fees of a month recurs, without a discount, the MRR that counts is their sum.
SELECT tenant_id, format('subscription %s has an MRR of %s, its fees come to %s', subscription_id, mrr, fees) AS detail
  FROM (SELECT m.tenant_id, m.subscription_id, m.mrr,
               sum(round(100 * (COALESCE(si.pricing, pc.pricing) ->> 'amount')::numeric)) AS fees,
               bool_and(COALESCE(si.pricing, pc.pricing) ->> 'model' = 'flat'
                        AND NOT COALESCE(si.pricing, pc.pricing) ?| ARRAY['commitment', 'maximum_amount', 'minimum_amount']
                        AND COALESCE(pc.interval, cv.interval) = 'month' AND COALESCE(pc.interval_count, cv.interval_count) = 1) AS plain
          FROM mrr_spans m
          JOIN subscriptions s ON s.tenant_id = m.tenant_id AND s.id = m.subscription_id
          JOIN subscription_items si ON si.tenant_id = s.tenant_id AND si.subscription_id = s.id AND si.state = 'current'
          JOIN plan_components pc ON pc.tenant_id = si.tenant_id AND pc.id = si.plan_component_id AND pc.kind = 'recurring'
          JOIN plan_versions cv ON cv.tenant_id = pc.tenant_id AND cv.id = pc.plan_version_id
         WHERE m.until_day IS NULL AND m.status IN ('active', 'past_due') AND m.currency IN ('USD', 'EUR', 'GBP', 'CHF')
           AND s.percent_off IS NULL AND s.amount_off IS NULL
         GROUP BY 1, 2, 3) standing
 WHERE plain AND mrr <> fees;

-- check: test_clocks_stand_where_they_arrived
-- A clock that is on its way stands where its advance says, and none that was advanced stands before where it arrived last.
SELECT a.tenant_id, format('the clock stands at %s, its advance %s at %s', k.now_at, a.id, a.reached_at) AS detail
  FROM test_clock_advances a
  LEFT JOIN test_clocks k ON k.tenant_id = a.tenant_id
 WHERE (a.status = 'running' AND k.now_at IS DISTINCT FROM a.reached_at) OR a.reached_at > k.now_at;

-- check: payment_methods_have_a_default
-- Who has payment methods that go on has one default among them; an index sees to it that there is no second.
SELECT tenant_id, format('customer %s has %s payment methods and no default', customer_id, count(*)) AS detail
  FROM payment_methods WHERE ended_at IS NULL
 GROUP BY tenant_id, customer_id HAVING NOT bool_or(is_default);
