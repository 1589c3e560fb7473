import { type RouteObject, redirect } from 'react-router';
import { page } from './page';

const LIST = ['fleet', 'desk'] as const;
const EDITOR = ['fleet'] as const;

/** `/owner/fleet?kind=events&visibility=paused`: links that name no kind mean cars. */
function ofKind(params: URLSearchParams): string {
  const kind = params.get('kind') ?? 'cars';
  params.delete('kind');
  return `/owner/fleet/${encodeURIComponent(kind)}${params.size > 0 ? `?${params}` : ''}`;
}

/** What owners have and how it is put up, within their desk. */
export const fleetRoutes: RouteObject[] = [
  { path: 'fleet', loader: ({ request }) => redirect(ofKind(new URL(request.url).searchParams)) },
  { path: 'fleet/:kind', lazy: page(LIST, () => import('../pages/owner/fleet')) },
  { path: 'fleet/:kind/new', lazy: page(EDITOR, () => import('../pages/owner/new-listing')) },
  {
    path: 'fleet/:kind/:listingId',
    lazy: page(EDITOR, () => import('../pages/owner/listing')),
    children: [
      { index: true, lazy: page(EDITOR, () => import('../pages/owner/listing-basics')) },
      { path: 'times', lazy: page(EDITOR, () => import('../pages/owner/listing-times')) },
      { path: 'price', lazy: page(EDITOR, () => import('../pages/owner/listing-price')) },
      { path: 'policy', lazy: page(EDITOR, () => import('../pages/owner/listing-policy')) },
      { path: 'photos', lazy: page(EDITOR, () => import('../pages/owner/listing-photos')) },
      { path: 'visibility', lazy: page(EDITOR, () => import('../pages/owner/listing-visibility')) },
    ],
  },
];
