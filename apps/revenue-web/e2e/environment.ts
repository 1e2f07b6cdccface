// scripts/e2e.ts starts the server and finds the browser, and says where both are in the environment.
const { E2E_BASE_URL, E2E_EMAIL = '', E2E_TRAVELLER_EMAIL = '', E2E_PASSWORD = '', CHROMIUM_PATH } = process.env;
if (!E2E_BASE_URL) throw new Error('Run the browser tests with "pnpm test:e2e": it starts the server they need.');

export const baseUrl = E2E_BASE_URL;
export const chromiumPath = CHROMIUM_PATH;
export const owner = { email: E2E_EMAIL, password: E2E_PASSWORD };
/** Owns another company, whose time may be advanced. */
export const traveller = { email: E2E_TRAVELLER_EMAIL, password: E2E_PASSWORD };
