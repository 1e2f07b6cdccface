import { createRouter } from '@tanstack/react-router';
import { appRoute } from './routes/app.tsx';
import { rootRoute } from './routes/root.tsx';
import { signInRoute } from './routes/sign-in.ts';

const routeTree = rootRoute.addChildren([signInRoute, appRoute]);

export const router = createRouter({ routeTree, defaultPreload: 'intent', scrollRestoration: true });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
