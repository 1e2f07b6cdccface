import { X } from 'lucide-react';
import { useState } from 'react';
import { trpc } from '../../api/trpc.ts';
import { Button } from '../../ui/button.tsx';
import { Combobox } from '../../ui/combobox.tsx';
import { useDelayed } from '../../ui/use-delayed.ts';

export type CustomerComboboxProps = {
  value: string | undefined;
  onChange: (id: string | undefined) => void;
  clearable?: boolean;
  placeholder?: string;
  autoFocus?: boolean;
};

/** One customer among any number: found on the server while one types. */
export function CustomerCombobox({ value, onChange, clearable, placeholder, autoFocus }: CustomerComboboxProps) {
  const [query, setQuery] = useState('');
  const q = useDelayed(query.trim(), 180) || undefined;
  const found = trpc.customers.list.useQuery({ q, limit: 20, sort: 'name' }, { placeholderData: (before) => before });
  const chosen = trpc.customers.get.useQuery({ id: value ?? '' }, { enabled: Boolean(value), staleTime: 60_000 });
  const options = (found.data?.data ?? []).map((customer) => ({
    value: customer.id,
    label: customer.name,
    detail: customer.company && customer.company !== customer.name ? customer.company : customer.email,
  }));
  return (
    <div className="flex gap-1">
      <div className="min-w-0 flex-1">
        <Combobox
          value={value}
          valueLabel={chosen.data?.name}
          onChange={onChange}
          options={options}
          onSearch={setQuery}
          loading={found.isFetching || (query.trim() || undefined) !== q}
          placeholder={placeholder ?? (clearable ? 'All customers' : 'Choose a customer')}
          emptyText="No customer by that name"
          autoFocus={autoFocus}
        />
      </div>
      {clearable && value ? (
        <Button
          size="icon"
          variant="ghost"
          aria-label="Clear customer"
          icon={<X aria-hidden />}
          onClick={() => onChange(undefined)}
        />
      ) : null}
    </div>
  );
}
