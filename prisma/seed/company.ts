import type { CreateTenant } from '../../packages/billing-core/src/tenants/index.ts';

/** The company of the demo: sells computing by what is used and a workspace by the seat. Every name in it is made up. */
export const COMPANY: CreateTenant = {
  name: 'Halyard Compute',
  slug: 'demo',
  mode: 'test',
  currency: 'USD',
  country: 'US',
  time_zone: 'America/New_York',
  locale: 'en-US',
  payment_terms: 'net_30',
  legal_name: 'Halyard Compute, Inc.',
  email: 'billing@halyard.example',
  address_line1: '48 Mariner Row',
  city: 'Portland',
  state: 'ME',
  postal_code: '04101',
  tax_id: '01-2345678',
  // Its customers in Europe pay into accounts there, so these are of other countries than the company.
  bank_accounts: [
    {
      currency: 'USD',
      is_default: true,
      bank_name: 'Harbor Savings Bank',
      account_number: '004417728391',
      routing_number: '011401533',
      bic: 'HRBSUS33XXX',
    },
    { currency: 'EUR', bank_name: 'Harbor Savings Bank, branch in Cologne', iban: 'DE89370400440532013000' },
    { currency: 'GBP', bank_name: 'Harbor Savings Bank, branch in London', iban: 'GB29NWBK60161331926819' },
  ],
  brand_color: '#1f5f8b',
};

/** What goes out by itself. */
export const MAIL_SETTINGS = {
  footer: 'Questions about an invoice? Answer this mail; a person reads it.',
  send_receipts: true,
  days_before: [3],
  days_after: [3, 14, 30],
};

export const PRODUCTS = [
  {
    external_id: 'onboarding',
    name: 'Onboarding workshop',
    type: 'one_time',
    unit: 'day',
    description: 'A day with our engineers, at your office or remote.',
    prices: [
      { currency: 'USD', unit_amount: '1800' },
      { currency: 'EUR', unit_amount: '1650' },
      { currency: 'GBP', unit_amount: '1450' },
      { currency: 'JPY', unit_amount: '260000' },
    ],
  },
  {
    external_id: 'support',
    name: 'Priority support',
    type: 'recurring',
    description: 'An answer within the hour, day and night.',
    prices: [
      { currency: 'USD', unit_amount: '400', interval: 'month' },
      { currency: 'EUR', unit_amount: '360', interval: 'month' },
    ],
  },
  {
    external_id: 'tokens',
    name: 'Model tokens',
    type: 'metered',
    unit: '1,000 tokens',
    prices: [{ currency: 'USD', unit_amount: '0.012' }],
  },
] as const;

/** What some prices became, in the middle of the story. */
export const NEW_PRICES = {
  onboarding: [
    { currency: 'USD', unit_amount: '1950' },
    { currency: 'EUR', unit_amount: '1800' },
  ],
  tokens: [{ currency: 'USD', unit_amount: '0.0105' }],
} as const;

export const METERS = [
  { code: 'tokens', name: 'Model tokens', unit: 'token', aggregation: 'sum' },
  { code: 'requests', name: 'API requests', unit: 'request', aggregation: 'sum' },
] as const;

type Currency = 'USD' | 'EUR' | 'GBP' | 'JPY';

/** Fee of the platform, seat of the workspace, and the tiers per thousand tokens and per thousand requests. */
const TERMS: Record<Currency, { fee: string; seat: string; tokens: string[]; requests: string[] }> = {
  USD: { fee: '99', seat: '24', tokens: ['0.012', '0.009', '0.006'], requests: ['0.8', '0.55'] },
  EUR: { fee: '89', seat: '22', tokens: ['0.011', '0.0082', '0.0055'], requests: ['0.74', '0.5'] },
  GBP: { fee: '79', seat: '19', tokens: ['0.0095', '0.0071', '0.0048'], requests: ['0.64', '0.44'] },
  JPY: { fee: '14800', seat: '3600', tokens: ['1.8', '1.35', '0.9'], requests: ['120', '82'] },
};

const tiers = (bounds: (string | null)[], amounts: string[]) =>
  bounds.map((up_to, at) => ({ up_to, unit_amount: amounts[at] ?? '0' }));

/** The two plans, in each currency. */
export const PLANS = Object.entries(TERMS).flatMap(([currency, { fee, seat, tokens, requests }]) => [
  {
    code: `platform-${currency.toLowerCase()}`,
    name: `Platform (${currency})`,
    description: 'A monthly fee, and what was used by graduated prices, billed when the month is over.',
    currency,
    components: [
      { kind: 'recurring', timing: 'arrear', name: 'Platform fee', pricing: { model: 'flat', amount: fee } },
      {
        kind: 'usage',
        name: 'Model tokens',
        meter: 'tokens',
        pricing: { model: 'graduated', per_units: '1000', tiers: tiers(['1000000', '5000000', null], tokens) },
      },
      {
        kind: 'usage',
        name: 'API requests',
        meter: 'requests',
        pricing: { model: 'graduated', per_units: '1000', tiers: tiers(['50000', null], requests) },
      },
    ],
  },
  {
    code: `workspace-${currency.toLowerCase()}`,
    name: `Workspace (${currency})`,
    description: 'By the seat, billed when the month begins.',
    currency,
    components: [{ kind: 'recurring', name: 'Seats', pricing: { model: 'per_unit', unit_amount: seat } }],
  },
]);

/** What some add to their plan. */
export const ADD_ON = {
  ...{ code: 'single-sign-on', kind: 'addon', name: 'Single sign-on', currency: 'USD' },
  description: 'People sign in with the accounts of their company.',
  components: [
    { kind: 'recurring', name: 'Single sign-on', pricing: { model: 'flat', amount: '49' } },
    { kind: 'one_time', name: 'Setting up single sign-on', pricing: { model: 'flat', amount: '250' } },
  ],
};

/** The second version of a plan: who comes later pays another fee, who was there pays as before. */
export const NEW_FEE = { code: 'platform-usd', component: 'Platform fee', amount: '109' };
