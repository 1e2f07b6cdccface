-- public_invoice_links gave the tenants of before their keys, but an owner who is no superuser saw none of them: row security
-- is forced on it as well. Whoever was left without a key gets one here; without it no invoice could be sent.
ALTER TABLE tenants NO FORCE ROW LEVEL SECURITY;
ALTER TABLE invoice_link_keys NO FORCE ROW LEVEL SECURITY;
INSERT INTO invoice_link_keys (tenant_id, secret, created_at)
SELECT id, encode(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 'hex'), updated_at FROM tenants
ON CONFLICT (tenant_id) DO NOTHING;
ALTER TABLE tenants FORCE ROW LEVEL SECURITY;
ALTER TABLE invoice_link_keys FORCE ROW LEVEL SECURITY;
