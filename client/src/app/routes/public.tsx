import type { RouteObject } from 'react-router';
import { page } from './page';

/** What everybody may see. */
export const publicRoutes: RouteObject[] = [
  { index: true, lazy: page(['search'], () => import('../pages/home')) },
  { path: 'cars', lazy: page(['search'], () => import('../pages/results')) },
  { path: 'cars/:carId', lazy: page(['cars', 'search', 'holds'], () => import('../pages/car')) },
  { path: 'slots', lazy: page(['slots', 'desk'], () => import('../pages/slots')) },
  { path: 'slots/:slotId', lazy: page(['slots', 'holds'], () => import('../pages/slot')) },
  { path: 'events', lazy: page(['events', 'desk'], () => import('../pages/events')) },
  { path: 'events/:eventId', lazy: page(['events', 'holds'], () => import('../pages/event')) },
  { path: 'lab', lazy: page(['lab'], () => import('../pages/lab')) },
  { path: 'login', lazy: page(['auth'], () => import('../pages/login')) },
  { path: 'register', lazy: page(['auth'], () => import('../pages/register')) },
  { path: 'verify', lazy: page(['auth'], () => import('../pages/verify')) },
  { path: 'forgot', lazy: page(['auth'], () => import('../pages/forgot')) },
  { path: 'goodbye', lazy: page(['auth'], () => import('../pages/goodbye')) },
  { path: 'reset', lazy: page(['auth'], () => import('../pages/reset')) },
];
