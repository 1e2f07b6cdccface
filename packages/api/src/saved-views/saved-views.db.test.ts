import { checkInvariants } from '@revenue/db/invariants';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Caller, startApi, type TestApi } from '../../test/kit/start-api.ts';

let api: TestApi;
let ada: Caller;
let bob: Caller;

beforeAll(async () => {
  api = await startApi();
  ada = api.callerAs('viewer');
  bob = api.callerAs('finance');
}, 60_000);
afterAll(async () => {
  expect(await checkInvariants(api.db)).toEqual([]);
  await api.stop();
});

const late = { status: 'overdue', sort: 'due_date', columns: 'number,customer,total' };
const names = async (member: Caller) => (await member.saved_views.list({ list: 'invoices' })).data.map((v) => v.name);

describe('a saved view', () => {
  it('is seen by its owner, and by the others once it is shared', async () => {
    const view = await ada.saved_views.create({ list: 'invoices', name: 'Late', search: late });
    expect(view).toMatchObject({
      name: 'Late',
      search: late,
      shared: false,
      mine: true,
      is_default: false,
      version: 1,
    });
    expect(await names(ada)).toEqual(['Late']);
    expect(await names(bob)).toEqual([]);
    await expect(bob.saved_views.update({ id: view.id, is_default: true })).rejects.toThrow('no saved view');
    const shared = await ada.saved_views.update({ id: view.id, shared: true, name: 'Too late', version: 1 });
    expect(shared).toMatchObject({ name: 'Too late', shared: true, version: 2 });
    expect((await bob.saved_views.list({})).data).toMatchObject([{ name: 'Too late', mine: false }]);
    expect(await ada.saved_views.list({ list: 'customers' })).toEqual({ data: [] });
  });

  it('is changed and deleted by its owner alone, but for an admin who tidies up', async () => {
    const [view] = (await bob.saved_views.list({})).data;
    const id = view?.id ?? '';
    await expect(bob.saved_views.update({ id, name: 'Mine' })).rejects.toThrow('is the view of');
    await expect(bob.saved_views.delete({ id })).rejects.toThrow('is the view of');
    await expect(ada.saved_views.update({ id, name: 'Again', version: 1 })).rejects.toThrow('version 2');
  });

  it('is the default of each member by themselves, one a list', async () => {
    const [shared] = (await bob.saved_views.list({})).data;
    await bob.saved_views.update({ id: shared?.id ?? '', is_default: true });
    const own = await bob.saved_views.create({ list: 'invoices', name: 'Drafts', search: { status: 'draft' } });
    const defaults = async (member: Caller) =>
      (await member.saved_views.list({})).data.filter((view) => view.is_default).map((view) => view.name);
    expect([await defaults(ada), await defaults(bob)]).toEqual([[], ['Too late']]);
    await bob.saved_views.update({ id: own.id, is_default: true });
    expect(await defaults(bob)).toEqual(['Drafts']);
    await bob.saved_views.update({ id: own.id, is_default: false });
    expect(await defaults(bob)).toEqual([]);
  });

  it('has a name of its own in the list', async () => {
    await expect(bob.saved_views.create({ list: 'invoices', name: ' Drafts ', search: {} })).rejects.toThrow(
      'by that name already',
    );
    await bob.saved_views.create({ list: 'customers', name: 'Drafts', search: {}, is_default: true });
  });

  it('begins at the first page and holds nothing but text', async () => {
    const answer = (search: object) =>
      api.rest('POST', '/api/saved-views', { body: { list: 'invoices', name: 'x', search } });
    expect((await answer({ cursor: 'abc' })).body.errors).toMatchObject([{ path: 'search' }]);
    expect((await answer({ status: 1 })).body.errors).toMatchObject([{ path: 'search.status' }]);
    expect((await answer({ 'a"b': 'x' })).status).toBe(422);
  });

  it('is forgotten with whose default it was', async () => {
    const { data } = await bob.saved_views.list({});
    const shared = data.find((view) => !view.mine);
    await bob.saved_views.update({ id: shared?.id ?? '', is_default: true });
    expect(await api.caller.saved_views.delete({ id: shared?.id ?? '' })).toEqual({ id: shared?.id, deleted: true });
    expect(await names(bob)).toEqual(['Drafts']);
    expect(await names(ada)).toEqual([]);
  });

  it('stays within its tenant', async () => {
    const other = await api.addTenant('globex');
    await api.caller.saved_views.create({ list: 'usage', name: 'All', search: {}, shared: true });
    expect(await other.caller.saved_views.list({})).toEqual({ data: [] });
  });

  it('leaves a trace of each change', async () => {
    const { id } = await ada.saved_views.create({ list: 'usage', name: 'Traced', search: {} });
    await ada.saved_views.update({ id, shared: true });
    await ada.saved_views.delete({ id });
    const { data } = await api.caller.audit.list({ object_id: id });
    expect(data.map((entry) => entry.action)).toEqual([
      'saved_view.deleted',
      'saved_view.updated',
      'saved_view.created',
    ]);
  });
});
