-- A line of nothing, such as no seats, is given back by no credit note, and its period is released with the others.
CREATE OR REPLACE FUNCTION revenue_final_items_are_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND OLD.released_at IS NULL AND NEW.released_at IS NOT NULL
     AND to_jsonb(OLD) - 'released_at' = to_jsonb(NEW) - 'released_at'
     AND (EXISTS (SELECT 1 FROM invoices WHERE tenant_id = OLD.tenant_id AND id = OLD.invoice_id AND status = 'void')
          OR OLD.amount <= (SELECT COALESCE(sum(n.amount), 0) FROM credit_notes cn
                              JOIN credit_note_items n ON n.tenant_id = cn.tenant_id AND n.credit_note_id = cn.id
                             WHERE cn.tenant_id = OLD.tenant_id AND cn.invoice_id = OLD.invoice_id
                               AND n.invoice_position = OLD.position)) THEN
    RETURN NEW;
  END IF;
  IF EXISTS (SELECT 1 FROM invoices
              WHERE tenant_id = OLD.tenant_id AND id IN (OLD.invoice_id, COALESCE(NEW.invoice_id, OLD.invoice_id))
                AND finalized_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the invoice of this item is final; correct it with a credit note';
  END IF;
  RETURN COALESCE(NEW, OLD);
END;
$$;
