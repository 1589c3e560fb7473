/** The same list with another page of it. */
export function pageLink(path: string, params: URLSearchParams, page: number): string {
  const query = new URLSearchParams(params);
  query.delete('page');
  if (page > 1) query.set('page', String(page));
  return query.size > 0 ? `${path}?${query}` : path;
}
