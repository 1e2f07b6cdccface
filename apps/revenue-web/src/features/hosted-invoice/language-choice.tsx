import { LANGUAGE_NAMES, LANGUAGES, type Language } from '@revenue/billing-core/languages';
import { Select } from '../../ui/select.tsx';
import { useSay } from './use-say.ts';

const options = LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }));

/** Each language under its own name: whoever looks for it may read no other. */
export function LanguageChoice({ language, onChoose }: { language: Language; onChoose: (next: Language) => void }) {
  const say = useSay();
  return (
    <Select
      aria-label={say('language')}
      className="mx-auto w-40"
      options={options}
      value={language}
      onChange={({ target }) => onChoose(target.value as Language)}
    />
  );
}
