-- Each save of a plan's draft deletes its components, and for each the key of subscription_items is asked whether anybody
-- has it: 200 ms with 300,000 items, 3 ms with this. Items are written when somebody subscribes or changes, and renewals
-- leave them alone, so billing runs pay nothing for it.
CREATE INDEX "subscription_items_tenant_id_plan_component_id_idx" ON "subscription_items"("tenant_id", "plan_component_id");

-- What a change brings, and what is undone or carried out with it, is looked for by the change; a billing run does so for
-- each chunk with a change in it. First items have none and are left out.
CREATE INDEX "subscription_items_change_idx" ON "subscription_items"("tenant_id", "change_id") WHERE change_id IS NOT NULL;
