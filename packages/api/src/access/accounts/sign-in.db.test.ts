import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sendJson } from '../../../test/kit/send-json.ts';
import { startApi, type TestApi } from '../../../test/kit/start-api.ts';
import { addMember } from '../add-member.ts';
import { SESSION_COOKIE } from '../credential.ts';

let api: TestApi;
const ada = { email: 'ada@acme.example', password: 'correct horse battery' };

beforeAll(async () => {
  api = await startApi();
  await addMember(api.ctx, { ...ada, name: 'Ada', role: 'finance' });
});
afterAll(() => api.stop());

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  sendJson(api.url, 'POST', path, { body, headers });

describe('signing in with the built-in accounts', () => {
  it('gives a session token and the same session as a cookie that scripts cannot read', async () => {
    const answer = await post('/auth/sign-in', { ...ada, email: 'ADA@acme.example' });
    expect(answer.status).toBe(200);
    expect(answer.body.user).toMatchObject({ email: ada.email, name: 'Ada' });
    const cookie = answer.headers.get('set-cookie') ?? '';
    expect(cookie).toContain(`${SESSION_COOKIE}=${answer.body.session_token}`);
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    const session = await sendJson(api.url, 'GET', '/auth/session', { token: answer.body.session_token });
    expect(session.body).toMatchObject({ actor: { email: ada.email, role: 'finance' }, tenant: { slug: 'acme' } });
  });

  it('says the same of a wrong password and of an unknown address', async () => {
    const wrong = await post('/auth/sign-in', { ...ada, password: 'wrong' });
    const unknown = await post('/auth/sign-in', { email: 'nobody@acme.example', password: 'wrong' });
    expect(wrong.status).toBe(401);
    expect({ ...wrong.body, request_id: '' }).toEqual({ ...unknown.body, request_id: '' });
  });

  it('keeps no password in the clear', async () => {
    const rows = await api.db.withSystem('a test looks', (tx) => tx.account.findMany());
    expect(rows.map((row) => row.password)).not.toContain(ada.password);
  });

  it('ends the session on signing out', async () => {
    const { body } = await post('/auth/sign-in', ada);
    const validate = () => post('/auth/validate', { sessionToken: body.session_token });
    expect((await validate()).body).toMatchObject({ valid: true, user: { email: ada.email } });
    const out = await sendJson(api.url, 'POST', '/auth/sign-out', { token: body.session_token });
    expect(out.status).toBe(204);
    expect((await validate()).body).toEqual({ valid: false, user: null });
  });

  it('changes a password for who knows the one before, and ends every other session', async () => {
    const bob = { email: 'bob@acme.example', password: 'the first password' };
    await addMember(api.ctx, { ...bob, name: 'Bob', role: 'viewer' });
    const [here, there] = [await post('/auth/sign-in', bob), await post('/auth/sign-in', bob)];
    const change = (current_password: string, new_password: string) =>
      sendJson(api.url, 'POST', '/auth/change-password', {
        token: here.body.session_token,
        body: { current_password, new_password },
      });
    expect((await change('wrong', 'the second password')).status).toBe(401);
    expect((await change(bob.password, 'short')).body.errors).toMatchObject([{ path: 'new_password' }]);
    const changed = await change(bob.password, 'the second password');
    expect(changed.status).toBe(200);
    const valid = async (sessionToken: string) => (await post('/auth/validate', { sessionToken })).body.valid;
    expect(await valid(there.body.session_token)).toBe(false);
    expect(await valid(changed.body.session_token)).toBe(true);
    expect((await post('/auth/sign-in', bob)).status).toBe(401);
  });

  it('knows no session that was made up', async () => {
    for (const token of ['x', 'a'.repeat(32), '../../etc', `${api.session_token}.x`, `${api.session_token}x`]) {
      expect((await post('/auth/validate', { sessionToken: token })).body).toEqual({ valid: false, user: null });
    }
  });

  it('lets nobody sign up', async () => {
    expect((await post('/auth/sign-up/email', { ...ada, name: 'X' })).status).toBe(404);
  });

  it('stops guessing after ten attempts, says when to come back, and lets in again after that', async () => {
    const eve = { email: 'eve@acme.example', password: 'a long enough password' };
    await addMember(api.ctx, { ...eve, name: 'Eve', role: 'viewer' });
    for (let n = 0; n < 10; n += 1) expect((await post('/auth/sign-in', { ...eve, password: 'no' })).status).toBe(401);
    const stopped = await post('/auth/sign-in', eve);
    expect(stopped.status).toBe(429);
    expect(stopped.body.code).toBe('rate_limited');
    expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0);
    api.clock.moveTo('2026-01-11T10:46:00Z');
    expect((await post('/auth/sign-in', eve)).status).toBe(200);
  });

  it('lets a whole office sign in from one address', async () => {
    for (let n = 0; n < 55; n += 1) expect((await post('/auth/sign-in', ada)).status).toBe(200);
  });

  it('refuses to sign in from a page of another origin', async () => {
    const answer = await post('/auth/sign-in', ada, { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' });
    expect(answer.status).toBe(403);
    expect(answer.body.code).toBe('foreign_origin');
  });
});
