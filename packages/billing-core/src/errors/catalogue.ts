/** What sort of failure it is; the edges turn a kind into a status, and nothing else does. */
export type ErrorKind =
  | 'invalid_input'
  | 'unauthenticated'
  | 'forbidden'
  | 'not_found'
  | 'conflict'
  | 'illegal_state'
  | 'rate_limited'
  | 'provider_failure'
  | 'internal';

/** Every error code of the product, once, sorted. A client may branch on a code; messages may change. */
export const ERROR_CATALOGUE = {
  accounts_elsewhere: 'forbidden',
  ambiguous_tax_rules: 'illegal_state',
  amount_not_exact: 'invalid_input',
  amount_out_of_range: 'invalid_input',
  auth_server_unavailable: 'provider_failure',
  clock_advancing: 'conflict',
  conflict: 'conflict',
  credit_exceeds_invoice: 'invalid_input',
  currency_mismatch: 'invalid_input',
  customer_in_use: 'conflict',
  database_unavailable: 'provider_failure',
  document_render_failed: 'internal',
  document_store_failed: 'provider_failure',
  duplicate: 'conflict',
  foreign_origin: 'forbidden',
  idempotency_answer_lost: 'conflict',
  idempotency_in_progress: 'conflict',
  idempotency_key_reused: 'conflict',
  illegal_transition: 'illegal_state',
  internal: 'internal',
  invalid_api_key: 'unauthenticated',
  invalid_chart: 'invalid_input',
  invalid_credentials: 'unauthenticated',
  invalid_cursor: 'invalid_input',
  invalid_date: 'invalid_input',
  invalid_instant: 'invalid_input',
  invalid_logo: 'invalid_input',
  invalid_number_format: 'invalid_input',
  invalid_pricing: 'invalid_input',
  invalid_session: 'unauthenticated',
  invalid_terms: 'invalid_input',
  invalid_time_zone: 'invalid_input',
  invalid_weights: 'invalid_input',
  invoice_not_paid: 'illegal_state',
  mail_outcome_unknown: 'provider_failure',
  mail_rejected: 'invalid_input',
  mail_transport_failed: 'provider_failure',
  malformed_body: 'invalid_input',
  malformed_request: 'invalid_input',
  meter_in_use: 'conflict',
  method_not_allowed: 'invalid_input',
  no_exchange_rate: 'illegal_state',
  no_tax_rule: 'illegal_state',
  no_tenant: 'forbidden',
  not_a_test_tenant: 'illegal_state',
  not_billable: 'illegal_state',
  not_found: 'not_found',
  nothing_to_credit: 'illegal_state',
  payload_too_large: 'invalid_input',
  rate_limited: 'rate_limited',
  refund_exceeds_payment: 'invalid_input',
  renewal_due: 'illegal_state',
  role_too_low: 'forbidden',
  route_not_found: 'not_found',
  selection_changed: 'conflict',
  tenant_in_future: 'illegal_state',
  tenant_not_yours: 'forbidden',
  unauthenticated: 'unauthenticated',
  unbalanced_entry: 'invalid_input',
  unknown_currency: 'invalid_input',
  unsupported_media_type: 'invalid_input',
  validation_failed: 'invalid_input',
  version_conflict: 'conflict',
  view_not_yours: 'forbidden',
} as const satisfies Record<string, ErrorKind>;

export type ErrorCode = keyof typeof ERROR_CATALOGUE;
