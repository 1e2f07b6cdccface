import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Check, ChevronsUpDown } from 'lucide-react';
import { chooseTenant } from '../api/tenant-choice.ts';
import { Menu, MenuItem, MenuLabel } from '../ui/menu.tsx';
import { useSession } from './session.tsx';

const initials = (name: string) =>
  name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');

function TenantMark({ name }: { name: string }) {
  return (
    <span
      aria-hidden
      className="grid size-7 shrink-0 place-items-center rounded-md bg-accent font-semibold text-2xs text-on-accent"
    >
      {initials(name)}
    </span>
  );
}

/** Whose books these are. A person with several tenants changes between them here. */
export function TenantMenu() {
  const { tenant, tenants } = useSession();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const change = async (id: string) => {
    chooseTenant(id);
    queries.clear();
    await navigate({ to: '/' });
    location.reload();
  };
  const label = (
    <>
      <TenantMark name={tenant.name} />
      <span className="min-w-0 flex-1 text-left">
        <span className="block truncate font-semibold text-ink text-sm leading-4">{tenant.name}</span>
        <span className="block truncate text-2xs text-ink-faint leading-4">
          {tenant.currency} · {tenant.time_zone}
        </span>
      </span>
    </>
  );
  if (tenants.length < 2) return <div className="flex h-11 items-center gap-2.5 px-1.5">{label}</div>;
  return (
    <Menu
      align="start"
      trigger={
        <button type="button" className="flex h-11 w-full items-center gap-2.5 rounded-md px-1.5 hover:bg-sunken">
          {label}
          <ChevronsUpDown aria-hidden className="size-3.5 text-ink-faint" />
        </button>
      }
    >
      <MenuLabel>Work for</MenuLabel>
      {tenants.map((choice) => (
        <MenuItem key={choice.id} onSelect={() => change(choice.id)} icon={<TenantMark name={choice.name} />}>
          <span className="flex-1">{choice.name}</span>
          {choice.id === tenant.id ? <Check aria-label="current" /> : null}
        </MenuItem>
      ))}
    </Menu>
  );
}
