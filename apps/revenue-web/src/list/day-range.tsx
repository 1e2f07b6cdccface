import { DateInput } from '../ui/input.tsx';
import { useListAddress } from './use-list-address.ts';

/** From a day to a day, both included, kept in the address. */
export function DayRange({ from, to, label }: { from: string | undefined; to: string | undefined; label?: string }) {
  const { change } = useListAddress();
  return (
    <div className="flex items-center gap-1.5 max-sm:w-full">
      {label ? <span className="text-ink-soft text-sm">{label}</span> : null}
      <DateInput
        aria-label={label ? `${label} from` : 'From'}
        className="sm:w-36"
        value={from ?? ''}
        max={to}
        onChange={(event) => change({ from: event.target.value || undefined }, true)}
      />
      <span className="text-ink-faint text-sm">to</span>
      <DateInput
        aria-label={label ? `${label} up to, this day included` : 'To, this day included'}
        className="sm:w-36"
        value={to ?? ''}
        min={from}
        onChange={(event) => change({ to: event.target.value || undefined }, true)}
      />
    </div>
  );
}
