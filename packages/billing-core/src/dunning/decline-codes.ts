/**
 * Answers after which the same payment method is never charged again: the account is gone, the card is reported or the
 * holder has said no. Card networks fine sellers who go on. A policy may name others.
 *
 * Sources: decline codes of Stripe; response codes of category 1 of Visa ("issuer will never approve") in ISO 8583;
 * reason codes of SEPA direct debit (ISO 20022); return codes of Nacha (ACH).
 */
export const HARD_DECLINES: readonly string[] = Object.freeze([
  ...['do_not_try_again', 'fraudulent', 'highest_risk_level', 'incorrect_number', 'invalid_account', 'lost_card'],
  ...[
    'pickup_card',
    'restricted_card',
    'revocation_of_all_authorizations',
    'revocation_of_authorization',
    'stolen_card',
  ],
  ...['stop_payment_order', 'transaction_not_allowed'],
  ...['04', '07', '12', '14', '15', '41', '43', '46', '57', 'R0', 'R1', 'R3'],
  ...['AC01', 'AC04', 'AC06', 'MD01', 'MD07'],
  ...['R02', 'R03', 'R04', 'R05', 'R07', 'R08', 'R10', 'R14', 'R15', 'R16', 'R20', 'R29'],
]);

/**
 * Whether a payment method must not be charged again after this answer.
 * @example isHardDecline('stolen_card') // true
 * @example isHardDecline('insufficient_funds') // false
 */
export function isHardDecline(code: string, hardDeclines: readonly string[] = HARD_DECLINES): boolean {
  return hardDeclines.includes(code);
}
