import { createRoute } from '@tanstack/react-router';
import { SignedIn } from '../shell/signed-in.tsx';
import { rootRoute } from './root.tsx';

/** Everything behind the sign-in. */
export const appRoute = createRoute({ getParentRoute: () => rootRoute, id: 'app', component: SignedIn });
