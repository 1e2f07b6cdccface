import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { appRoute } from './app.tsx';
import { searchOf } from './search.ts';

export const settingsMailRoute = createRoute({
  getParentRoute: () => appRoute,
  path: '/settings/mail',
  validateSearch: searchOf('template', 'level', 'language'),
  component: lazyRouteComponent(() => import('../features/mail-settings/mail-settings-page.tsx'), 'MailSettingsPage'),
});
