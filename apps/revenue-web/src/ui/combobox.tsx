import { Command } from 'cmdk';
import { Check, ChevronsUpDown } from 'lucide-react';
import { Popover } from 'radix-ui';
import { useRef, useState } from 'react';
import { controlLook } from './control.ts';
import { cx } from './cx.ts';
import { useFieldControl } from './field.tsx';
import { useChoices } from './use-choices.ts';

export type ComboboxOption = { value: string; label: string; detail?: string | undefined };

export type ComboboxProps = {
  value: string | undefined;
  onChange: (value: string) => void;
  options: readonly ComboboxOption[];
  placeholder: string;
  /** Shown for a value that is not among the options, as when they are the result of a search. */
  valueLabel?: string | undefined;
  /** Given, the caller searches (on the server) and the options are taken as they come. */
  onSearch?: ((query: string) => void) | undefined;
  loading?: boolean;
  emptyText?: string;
  /** Where a page begins with it. */
  autoFocus?: boolean | undefined;
};

function Choice({
  option,
  searched,
  chosen,
  onChoose,
}: {
  option: ComboboxOption;
  searched: boolean;
  chosen: boolean;
  onChoose: () => void;
}) {
  return (
    <Command.Item
      value={searched ? option.value : `${option.label} ${option.detail ?? ''} ${option.value}`}
      onSelect={onChoose}
      className="flex cursor-pointer items-center gap-2 rounded-md px-2 py-1.5 text-sm data-[selected=true]:bg-sunken dark:data-[selected=true]:bg-line"
    >
      <span className="min-w-0 flex-1 truncate">{option.label}</span>
      {option.detail ? <span className="truncate text-ink-soft text-xs">{option.detail}</span> : null}
      <Check aria-hidden className={cx('size-3.5 text-accent-ink', !chosen && 'invisible')} />
    </Command.Item>
  );
}

function Choices({ value, onChange, options, placeholder, onSearch, loading, emptyText }: ComboboxProps) {
  const { shown, search, highlight } = useChoices(options, loading ?? false, onSearch);
  const searched = onSearch !== undefined;
  return (
    <Command shouldFilter={!searched} label={placeholder} {...(searched ? highlight : {})}>
      <Command.Input
        placeholder="Search…"
        {...(searched ? { onValueChange: search } : {})}
        className="h-9 w-full border-b bg-transparent px-3 text-ink text-sm outline-none max-sm:text-[16px]"
      />
      <Command.List className="max-h-72 overflow-y-auto p-1">
        <Command.Empty className="px-2.5 py-4 text-center text-ink-soft text-sm">
          {loading ? 'Searching…' : (emptyText ?? 'Nothing found')}
        </Command.Empty>
        {shown.map((option) => (
          <Choice
            key={option.value}
            option={option}
            searched={searched}
            chosen={option.value === value}
            onChoose={() => onChange(option.value)}
          />
        ))}
      </Command.List>
    </Command>
  );
}

/** A choice among many, found by typing. */
export function Combobox(props: ComboboxProps) {
  const { value, onChange, options, placeholder, valueLabel, autoFocus } = props;
  const [open, setOpen] = useState(false);
  const trigger = useRef<HTMLButtonElement>(null);
  const control = useFieldControl();
  const chosen = options.find((option) => option.value === value)?.label ?? valueLabel;
  const choose = (next: string) => {
    onChange(next);
    setOpen(false);
    // At once: what is typed next is meant for what follows, not for a list that has gone.
    trigger.current?.focus();
  };
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        {...control}
        ref={trigger}
        role="combobox"
        autoFocus={autoFocus ?? false}
        className={cx(controlLook, 'flex items-center justify-between gap-2 text-left')}
      >
        <span className={cx('truncate', !chosen && 'text-ink-faint')}>{chosen ?? placeholder}</span>
        <ChevronsUpDown aria-hidden className="size-3.5 shrink-0 text-ink-faint" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          onCloseAutoFocus={(event) => {
            // Who is somewhere else by then stays there.
            if (document.activeElement !== document.body) event.preventDefault();
          }}
          className="z-50 w-(--radix-popover-trigger-width) min-w-64 animate-pop-in overflow-hidden rounded-lg border border-line bg-raised shadow-high"
        >
          <Choices {...props} onChange={choose} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}
