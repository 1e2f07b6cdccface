-- An item of a final invoice does not leave it for a draft either: both the invoice that an item is of and the one that it
-- would be of are looked at.
CREATE OR REPLACE FUNCTION revenue_final_items_are_fixed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM invoices
              WHERE tenant_id = OLD.tenant_id AND id IN (OLD.invoice_id, COALESCE(NEW.invoice_id, OLD.invoice_id))
                AND finalized_at IS NOT NULL) THEN
    RAISE EXCEPTION 'the invoice of this item is final; correct it with a credit note';
  END IF;
  RETURN COALESCE(NEW, OLD);
END;
$$;

-- Two allocations of one payment at the same time do not see each other; the lock on the payment lets one wait for the
-- other, so that together they never come to more than the payment.
CREATE OR REPLACE FUNCTION revenue_allocation_fits() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE whole bigint;
BEGIN
  SELECT amount INTO whole FROM payments WHERE tenant_id = NEW.tenant_id AND id = NEW.payment_id FOR UPDATE;
  IF (SELECT sum(amount) FROM payment_allocations WHERE tenant_id = NEW.tenant_id AND payment_id = NEW.payment_id) > whole THEN
    RAISE EXCEPTION 'payment % is allocated beyond its amount', NEW.payment_id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END;
$$;
