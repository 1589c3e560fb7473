import type { Namespace } from 'i18next';
import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';
import { i18next } from '@/lib/i18n';
import { Crash } from './crash';
import { NotFound } from './not-found';
import { RequireSession } from './require-session';
import { Shell } from './shell';

type PageModule = { default: ComponentType };

/** A page's code and its words are fetched together, before it is shown: no page ever waits for itself. */
function page(namespaces: Namespace, load: () => Promise<PageModule>) {
  return async () => {
    const [module] = await Promise.all([load(), i18next.loadNamespaces(namespaces)]);
    return { Component: module.default };
  };
}

export const routes: RouteObject[] = [
  {
    element: <Shell />,
    hydrateFallbackElement: <div className="min-h-dvh" />,
    children: [
      {
        errorElement: <Crash />,
        children: [
          { index: true, lazy: page(['search'], () => import('./pages/home')) },
          { path: 'cars', lazy: page(['search'], () => import('./pages/results')) },
          { path: 'cars/:carId', lazy: page(['cars', 'search'], () => import('./pages/car')) },
          { path: 'login', lazy: page(['auth'], () => import('./pages/login')) },
          { path: 'register', lazy: page(['auth'], () => import('./pages/register')) },
          { path: 'verify', lazy: page(['auth'], () => import('./pages/verify')) },
          { path: 'forgot', lazy: page(['auth'], () => import('./pages/forgot')) },
          { path: 'reset', lazy: page(['auth'], () => import('./pages/reset')) },
          {
            element: <RequireSession />,
            children: [
              { path: 'checkout/:bookingId', lazy: page(['checkout', 'bookings'], () => import('./pages/checkout')) },
              { path: 'checkout/:bookingId/return', lazy: page(['checkout'], () => import('./pages/checkout-return')) },
              { path: 'bookings', lazy: page(['bookings'], () => import('./pages/bookings')) },
              { path: 'bookings/:bookingId', lazy: page(['bookings', 'checkout'], () => import('./pages/booking')) },
            ],
          },
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
];
