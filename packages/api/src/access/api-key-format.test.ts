import { describe, expect, it } from 'vitest';
import { generateApiKey, hashApiKey, isApiKey, tenantOfApiKey } from './api-key-format.ts';

const tenant = { id: '019b0000-0000-7000-8000-000000000001', mode: 'live' };

describe('the text of an API key', () => {
  it('names its mode and its tenant, and is found again by its hash', () => {
    const { secret, prefix, key_hash } = generateApiKey(tenant);
    expect(secret).toMatch(/^rk_live_019b0000000070008000000000000001_[\w-]{43}$/);
    expect(isApiKey(secret)).toBe(true);
    expect(tenantOfApiKey(secret)).toBe(tenant.id);
    expect(hashApiKey(secret)).toBe(key_hash);
    expect(secret).not.toBe(generateApiKey(tenant).secret);
    expect(prefix).toMatch(/^rk_live_….{4}$/);
  });

  it.each(['rk_live_', 'rk_live_019b_x', 'rk_other_019b0000000070008000000000000001_'.padEnd(85, 'a'), 'token'])(
    'of %s names no tenant',
    (text) => {
      expect(tenantOfApiKey(text)).toBeNull();
    },
  );
});
