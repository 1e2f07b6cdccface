import { describe, expect, it } from 'vitest';
import { DOCUMENT_MESSAGES } from './documents/document-words.ts';
import { LANGUAGES } from './languages.ts';
import { messageFaults } from './testing/message-faults.ts';

describe.each(LANGUAGES)('the messages of documents in %s', (language) => {
  it('have the placeholders of the English ones, and every plural form of the language', () => {
    expect(messageFaults(DOCUMENT_MESSAGES.en, DOCUMENT_MESSAGES[language], language)).toEqual([]);
  });
});

it('finds a placeholder that is mistyped, one too many, a form left out and an empty text', () => {
  const english = { page: 'Page {page}', days: { one: '{count} day', other: '{count} days' }, paid: 'Paid' };
  const polish = { page: 'Strona {pagina}', days: { one: '{count} dzień', other: 'dnia' }, paid: ' ' };
  expect(messageFaults(english, polish, 'pl')).toEqual([
    'page takes {pagina}, not {page}',
    'days takes nothing, not {count}',
    'days lacks few, many',
    'paid says nothing',
  ]);
});
