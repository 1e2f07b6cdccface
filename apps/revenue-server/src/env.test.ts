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
    expect(refusalOf({ DATABASE_REPLICA_URL: 'postgres://a@b/c' })).toContain('A read replica is not connected');
  });

  it('put documents into S3 where all of it is named, and say once what is missing', () => {
    const keys = { S3_ACCESS_KEY_ID: 'AKID', S3_SECRET_ACCESS_KEY: 'hunter2hunter2' };
    const set = { S3_ENDPOINT: 'https://s3.example.com/', S3_BUCKET: 'papers', ...keys };
    expect(parseEnv(set).documents).toEqual({
      kind: 's3',
      options: {
        endpoint: 'https://s3.example.com',
        region: 'us-east-1',
        bucket: 'papers',
        access_key_id: 'AKID',
        secret_access_key: 'hunter2hunter2',
      },
    });
    expect(parseEnv({}).documents).toEqual({ kind: 'disk' });
    const half = refusalOf({ S3_ENDPOINT: 'https://s3.example.com', S3_REGION: 'eu-west-1', ...keys });
    expect(half).toContain('One setting is wrong');
    expect(half).toContain('S3_BUCKET is not set: documents in S3 need it');
    const wrong = refusalOf({ ...set, S3_BUCKET: 'My Papers', S3_ENDPOINT: 's3.example.com' });
    expect(wrong).toContain('S3_BUCKET=My Papers: is no name of a bucket');
    expect(wrong).not.toContain('hunter2');
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
