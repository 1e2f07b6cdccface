import { setImmediate as settle } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createTurns } from './create-turns.ts';

function tasks() {
  const begun: string[] = [];
  const ends = new Map<string, PromiseWithResolvers<void>>();
  const task = (name: string) => () => {
    begun.push(name);
    const end = Promise.withResolvers<void>();
    ends.set(name, end);
    return end.promise;
  };
  const end = async (name: string, error?: Error) => {
    if (error) ends.get(name)?.reject(error);
    else ends.get(name)?.resolve();
    await settle();
  };
  return { begun, task, end };
}

test('tasks of one key run one after the other, whatever becomes of the one before', async () => {
  const { begun, task, end } = tasks();
  const inTurn = createTurns(4);
  const first = inTurn('a', task('a1')).catch((error: Error) => error.message);
  void inTurn('a', task('a2'));
  await settle();
  expect(begun).toEqual(['a1']);
  await end('a1', new Error('broken'));
  expect(await first).toBe('broken');
  expect(begun).toEqual(['a1', 'a2']);
});

test('as many keys run together as there are places, and a full key is passed over', async () => {
  const { begun, task, end } = tasks();
  const inTurn = createTurns(2);
  for (const name of ['a1', 'a2', 'b1', 'c1']) void inTurn(name.slice(0, 1), task(name));
  await settle();
  expect(begun).toEqual(['a1', 'b1']);
  await end('b1');
  expect(begun).toEqual(['a1', 'b1', 'c1']);
  await end('a1');
  expect(begun).toEqual(['a1', 'b1', 'c1', 'a2']);
});
