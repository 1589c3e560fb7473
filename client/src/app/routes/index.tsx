import type { RouteObject } from 'react-router';
import { Crash } from '../crash';
import { NotFound } from '../not-found';
import { Shell } from '../shell';
import { accountRoutes } from './account';
import { adminRoutes } from './admin';
import { clientRoutes } from './client';
import { ownerRoutes } from './owner';
import { publicRoutes } from './public';

export const routes: RouteObject[] = [
  {
    element: <Shell />,
    hydrateFallbackElement: <div className="min-h-dvh" />,
    children: [
      {
        errorElement: <Crash />,
        children: [
          ...publicRoutes,
          clientRoutes,
          ownerRoutes,
          adminRoutes,
          accountRoutes,
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
];
