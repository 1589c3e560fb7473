import type { RouteObject } from 'react-router';
import { RequireRole } from '../require-role';
import { page } from './page';

/** What clients do: they book, pay and cancel. */
export const clientRoutes: RouteObject = {
  element: <RequireRole who="client" />,
  children: [
    { path: 'checkout/:bookingId', lazy: page(['checkout', 'bookings', 'holds'], () => import('../pages/checkout')) },
    { path: 'checkout/:bookingId/return', lazy: page(['checkout'], () => import('../pages/checkout-return')) },
    { path: 'bookings', lazy: page(['bookings'], () => import('../pages/bookings')) },
    { path: 'bookings/:bookingId', lazy: page(['bookings', 'checkout', 'desk'], () => import('../pages/booking')) },
  ],
};
