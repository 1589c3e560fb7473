import type { PatchRoutesOnNavigationFunction, RouteObject } from 'react-router';
import { Crash } from '../crash';
import { NotFound } from '../not-found';
import { Shell } from '../shell';
import { clientRoutes } from './client';
import { publicRoutes } from './public';

const FRAMED = 'framed';

export const routes: RouteObject[] = [
  {
    element: <Shell />,
    hydrateFallbackElement: <div className="min-h-dvh" />,
    children: [
      {
        id: FRAMED,
        errorElement: <Crash />,
        children: [...publicRoutes, clientRoutes, { path: '*', element: <NotFound /> }],
      },
    ],
  },
];

/** Areas that few visits lead to: the table of their pages is fetched with the first of them. */
const AREAS = {
  account: () => import('./account').then(({ accountRoutes }) => accountRoutes),
  admin: () => import('./admin').then(({ adminRoutes }) => adminRoutes),
  owner: () => import('./owner').then(({ ownerRoutes }) => ownerRoutes),
};

const isArea = (name: string | undefined): name is keyof typeof AREAS => name !== undefined && name in AREAS;

export const moreRoutes: PatchRoutesOnNavigationFunction = async ({ path, patch }) => {
  const area = path.split('/')[1];
  if (isArea(area)) patch(FRAMED, [await AREAS[area]()]);
};
