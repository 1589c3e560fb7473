import type { RouteObject } from 'react-router';
import { RequireRole } from '../require-role';
import { fleetRoutes } from './fleet';
import { page } from './page';

/** Where owners run what they let: each view is a tab of one desk. */
export const ownerRoutes: RouteObject = {
  path: 'owner',
  element: <RequireRole who="owner" />,
  children: [
    {
      lazy: page(['owner', 'desk'], () => import('../pages/owner/desk')),
      children: [
        { index: true, lazy: page(['owner', 'desk'], () => import('../pages/owner/today')) },
        { path: 'calendar', lazy: page(['owner', 'desk'], () => import('../pages/owner/calendar')) },
        { path: 'bookings', lazy: page(['owner', 'desk'], () => import('../pages/owner/bookings')) },
        { path: 'earnings', lazy: page(['owner', 'desk'], () => import('../pages/owner/earnings')) },
        ...fleetRoutes,
      ],
    },
  ],
};
