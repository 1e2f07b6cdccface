import { type Language, localeIn } from '@revenue/billing-core/languages';

type Reading = { locale: string };

/** Whoever it is, reading another language where one is asked for. */
export function readInLanguage<Person extends Reading>(person: Person, language: Language | undefined): Person {
  return language === undefined ? person : { ...person, locale: localeIn(language, person.locale) };
}

/** The same for both sides of a document. */
export function partiesInLanguage<Seller extends Reading, Customer extends Reading, Rest>(
  one: Rest & { parties: { seller: Seller; customer: Customer } },
  language: Language | undefined,
): Rest & { parties: { seller: Seller; customer: Customer } } {
  const { seller, customer } = one.parties;
  return {
    ...one,
    parties: { seller: readInLanguage(seller, language), customer: readInLanguage(customer, language) },
  };
}
