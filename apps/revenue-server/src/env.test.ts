import { describe, expect, it } from 'vitest';
import { parseEnv } from './env.ts';

describe('settings', () => {
  it('need nothing: everything has a local default', () => {
    expect(parseEnv({})).toMatchObject({
      mode: 'all',
      port: 5177,
      public_url: 'http://localhost:5177',
      database: { kind: 'embedded' },
      accounts: { kind: 'built_in' },
      mail: { kind: 'outbox' },
    });
  });

  it('take an empty variable for one that is not set', () => {
    expect(parseEnv({ DATABASE_URL: '', PORT: '' })).toMatchObject({ port: 5177, database: { kind: 'embedded' } });
  });

  it('refuse with everything that is wrong at once, naming value and remedy', () => {
    const variables = {
      PORT: 'http',
      REVENUE_MODE: 'fast',
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      SMTP_USER: 'me',
    };
    const message = refusalOf(variables);
    expect(message).toContain('5 settings are wrong');
    expect(message).toContain('PORT=http: is not a number; give a port, for instance 5177');
    expect(message).toContain('REVENUE_MODE=fast: say all, api or worker');
    expect(message).toContain('DATABASE_URL=mysql://root:***@db/x: is not a PostgreSQL address');
    expect(message).toContain('SMTP_PASSWORD is not set: goes with SMTP_USER');
  });

  it('take the proxies in front by address, range or name, and nothing that is none', () => {
    const words = parseEnv({ TRUSTED_PROXIES: 'loopback, 10.0.0.0/8,fd00::/8' }).trusted_proxies;
    expect(words).toEqual(['loopback', '10.0.0.0/8', 'fd00::/8']);
    expect(parseEnv({}).trusted_proxies).toEqual([]);
    for (const wrong of ['true', 'proxy.example.com', '10.0.0.0/8/1']) {
      expect(refusalOf({ TRUSTED_PROXIES: wrong })).toContain(`TRUSTED_PROXIES=${wrong}: name addresses or ranges`);
    }
  });

  it('never show a secret', () => {
    const message = refusalOf({ RESEND_API_KEY: 'wrong_0123456789abcdef', STRIPE_SECRET_KEY: 'short', PORT: '0' });
    expect(message).toContain('RESEND_API_KEY=wron… (22 characters)');
    expect(message).not.toContain('0123456789abcdef');
    expect(message).not.toContain('short');
  });

  it('refuse settings that nothing reads yet', () => {
    expect(refusalOf({ S3_ENDPOINT: 'https://s3.example.com' })).toContain('S3 is not connected in this version');
  });

  it('refuse two ways of sending mail', () => {
    const both = { RESEND_API_KEY: 're_123', SMTP_HOST: 'mail.example.com', MAIL_FROM: 'a@example.com' };
    expect(refusalOf(both)).toContain('mail leaves by one way');
  });
});

function refusalOf(variables: Record<string, string>): string {
  try {
    parseEnv(variables);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'not refused';
}
