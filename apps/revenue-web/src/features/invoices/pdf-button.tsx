import { LANGUAGE_NAMES, LANGUAGES } from '@revenue/billing-core/languages';
import { ChevronDown } from 'lucide-react';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../../ui/menu.tsx';
import { type Paper, useDownload } from './use-download.ts';

/**
 * A document as it was issued, which is in the language of its customer, or beside it in any other: a translation for a
 * bookkeeper or a group abroad, which changes nothing about the document.
 */
export function PdfButton({ path, name, label, icon }: Paper) {
  const { busy, download } = useDownload();
  return (
    <div className="flex">
      <Button busy={busy} onClick={() => download(path, name)} icon={icon} className="rounded-r-none">
        {label}
      </Button>
      <Menu
        trigger={
          <Button
            size="icon"
            disabled={busy}
            aria-label={`Language of the ${label === 'PDF' ? 'document' : label.toLowerCase()}`}
            icon={<ChevronDown aria-hidden />}
            className="-ml-px w-7 rounded-l-none"
          />
        }
      >
        <MenuItem onSelect={() => download(path, name)}>In the customer’s language</MenuItem>
        <MenuSeparator />
        <MenuLabel>Translated for reading</MenuLabel>
        {LANGUAGES.map((language) => (
          <MenuItem key={language} onSelect={() => download(`${path}?language=${language}`, name)}>
            <span lang={language}>{LANGUAGE_NAMES[language]}</span>
          </MenuItem>
        ))}
      </Menu>
    </div>
  );
}
