// Where to go after the sign-in. Only paths of our own: a link from outside must not send people elsewhere.

const HOME = '/';

export function nextPage(params: URLSearchParams): string {
  const next = params.get('next');
  if (!next?.startsWith('/')) return HOME;
  const url = new URL(next, window.location.origin);
  return url.origin === window.location.origin ? url.pathname + url.search : HOME;
}
