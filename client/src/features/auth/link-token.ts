// The token in the link of a mail. It opens an account, so it stays in this page's memory and nowhere else.
import { useLayoutEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { Problem } from '@/lib/problem';

/** The token that the page was opened with. Its address loses it at once: nobody finds it in the history or copies it. */
export function useLinkToken(): string | null {
  const { pathname, search, hash } = useLocation();
  const navigate = useNavigate();
  const arrived = new URLSearchParams(hash.slice(1)).get('token');
  const [token, setToken] = useState(arrived);
  // A second mail's link may be followed in the same tab, which loads nothing anew.
  if (arrived && arrived !== token) setToken(arrived);
  useLayoutEffect(() => {
    if (arrived) void navigate({ pathname, search }, { replace: true, preventScrollReset: true });
  }, [arrived, navigate, pathname, search]);
  return arrived ?? token;
}

/** True when it is the link that was refused: unknown, used, too old, or cut short on its way. */
export const isLinkRefused = (problem: Problem): boolean => 'token' in problem.errors;
