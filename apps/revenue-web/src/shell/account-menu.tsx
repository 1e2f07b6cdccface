import { LogOut, Monitor, Moon, Sun } from 'lucide-react';
import { readProblem } from '../api/problem.ts';
import { restRequest } from '../api/rest.ts';
import { chooseTenant } from '../api/tenant-choice.ts';
import { humanize } from '../format/words.ts';
import { chooseTheme, type ThemeChoice, useTheme } from '../theme/theme.ts';
import { Menu, MenuChoice, MenuItem, MenuLabel, MenuSeparator } from '../ui/menu.tsx';
import { toast } from '../ui/toast.tsx';
import { useSession } from './session.tsx';

export async function signOut() {
  try {
    await restRequest('/auth/sign-out', { method: 'POST' });
    chooseTenant(null);
    location.assign('/sign-in');
  } catch (error) {
    toast.failed('You are still signed in', readProblem(error).message);
  }
}

export function AccountMenu() {
  const { actor } = useSession();
  const theme = useTheme();
  return (
    <Menu
      trigger={
        <button
          type="button"
          aria-label={`Account of ${actor.name}`}
          className="grid size-8 place-items-center rounded-full border border-line-strong bg-surface font-semibold text-ink-soft text-xs hover:text-ink dark:bg-raised"
        >
          {actor.name.charAt(0).toUpperCase()}
        </button>
      }
    >
      <MenuLabel>
        <span className="block font-medium text-ink text-sm">{actor.name}</span>
        {actor.email ? <span className="block">{actor.email}</span> : null}
        <span className="block">{humanize(actor.role)}</span>
      </MenuLabel>
      <MenuSeparator />
      <MenuChoice
        value={theme}
        onChange={(value) => chooseTheme(value as ThemeChoice)}
        choices={[
          { value: 'light', label: 'Light', icon: <Sun aria-hidden /> },
          { value: 'dark', label: 'Dark', icon: <Moon aria-hidden /> },
          { value: 'system', label: 'As the system', icon: <Monitor aria-hidden /> },
        ]}
      />
      <MenuSeparator />
      <MenuItem onSelect={signOut} icon={<LogOut aria-hidden />}>
        Sign out
      </MenuItem>
    </Menu>
  );
}
