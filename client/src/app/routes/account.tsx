import type { RouteObject } from 'react-router';
import { RequireRole } from '../require-role';
import { page } from './page';

/** One's own account: for everybody who has one. */
export const accountRoutes: RouteObject = {
  path: 'account',
  element: <RequireRole />,
  children: [
    {
      lazy: page(['account', 'auth'], () => import('../pages/account/account-layout')),
      children: [
        { index: true, lazy: page(['account', 'auth'], () => import('../pages/account/account-profile')) },
        { path: 'security', lazy: page(['account', 'auth'], () => import('../pages/account/account-security')) },
        { path: 'data', lazy: page(['account', 'auth', 'desk'], () => import('../pages/account/account-data')) },
      ],
    },
  ],
};
