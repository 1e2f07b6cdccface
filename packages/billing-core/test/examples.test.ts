import { describe, expect, test } from 'vitest';
import { collectExamples, publicModules } from './examples/collect-examples.ts';
import { evaluateExample } from './examples/evaluate-example.ts';

/** Folders whose every public function shows a worked example. A folder is added once it does, and never taken away. */
const COMPLETE = [
  'catalog',
  'credit-notes',
  'currencies',
  'discounts',
  'dunning',
  'errors',
  'invoices',
  'languages',
  'ledger',
  'metrics',
  'money',
  'subscriptions',
  'taxes',
  'time',
  'usage',
  'wallets',
];

const modules = await publicModules();
const names = Object.assign({}, ...modules.values()) as Record<string, unknown>;
const examples = collectExamples().filter(({ folder }) => COMPLETE.includes(folder));

describe('worked examples', () => {
  for (const { file, name, text } of examples) {
    test(`of ${name} in ${file} hold: ${text.split('\n')[0]}`, () => {
      for (const { code, claimed, actual, expected } of evaluateExample(text, names))
        expect(actual, `${code} // ${claimed}`).toEqual(expected);
    });
  }

  test.each(COMPLETE)('are there for every public function of %s', (folder) => {
    const shown = new Set(examples.map(({ name }) => name));
    const functions = Object.entries(modules.get(folder) ?? {}).filter(([, value]) => typeof value === 'function');
    expect(functions.map(([name]) => name).filter((name) => !shown.has(name))).toEqual([]);
  });
});
