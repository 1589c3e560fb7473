import type { RouteObject } from 'react-router';
import { RequireRole } from '../require-role';
import { page } from './page';

const words = ['admin', 'desk'] as const;

/** What administrators see and do. */
export const adminRoutes: RouteObject = {
  path: 'admin',
  element: <RequireRole who="admin" />,
  children: [
    {
      lazy: page(words, () => import('../pages/admin/layout')),
      children: [
        { index: true, lazy: page(words, () => import('../pages/admin/overview')) },
        { path: 'users', lazy: page(words, () => import('../pages/admin/users')) },
        { path: 'bookings', lazy: page(words, () => import('../pages/admin/bookings')) },
        { path: 'money', lazy: page(words, () => import('../pages/admin/money')) },
        { path: 'audit', lazy: page(words, () => import('../pages/admin/audit')) },
        { path: 'webhooks', lazy: page(words, () => import('../pages/admin/webhooks')) },
        { path: 'mails', lazy: page(words, () => import('../pages/admin/mails')) },
        { path: 'api-keys', lazy: page(words, () => import('../pages/admin/api-keys')) },
        { path: 'reports', lazy: page(words, () => import('../pages/admin/reports')) },
        { path: 'system', lazy: page(words, () => import('../pages/admin/system')) },
      ],
    },
  ],
};
