import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { askInTurn } from './ask-in-turn.ts';

/** Answers when it is told to, and counts what it is asked meanwhile. */
function connection() {
  const open: { text: string; end: PromiseWithResolvers<string> }[] = [];
  const asked: string[] = [];
  const client = {
    query: (text: string) => {
      const end = Promise.withResolvers<string>();
      asked.push(text);
      open.push({ text, end });
      return end.promise;
    },
  };
  askInTurn(client as never);
  return { client, open, asked };
}

describe('a connection that is asked in turn', () => {
  it('is asked at once while it is idle', () => {
    const { client, asked } = connection();
    void client.query('first');
    expect(asked).toEqual(['first']);
  });

  it('is asked the next when the last is answered, or has failed', async () => {
    const { client, open, asked } = connection();
    const all = Promise.allSettled(['a', 'b', 'c'].map((text) => client.query(text)));
    await turn();
    expect(asked).toEqual(['a']);
    open[0]?.end.reject(new Error('refused'));
    await turn();
    expect(asked).toEqual(['a', 'b']);
    open[1]?.end.resolve('B');
    await turn();
    open[2]?.end.resolve('C');
    expect((await all).map((one) => (one.status === 'fulfilled' ? one.value : 'failed'))).toEqual(['failed', 'B', 'C']);
    void client.query('d');
    expect(asked).toEqual(['a', 'b', 'c', 'd']);
  });

  it('leaves callbacks and cursors to pg', () => {
    const { client, asked } = connection();
    const query = client.query as (...given: unknown[]) => unknown;
    query('a', () => undefined);
    query({ submit: () => undefined });
    expect(asked).toHaveLength(2);
  });
});
