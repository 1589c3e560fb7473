import type { BaseQueryApi } from '@reduxjs/toolkit/query';
import { saveFile } from '@/components/ui/save-file';
import { asProblem, type Problem } from '@/lib/problem';
import { transport } from '@/lib/transport';

// A file of a whole year takes the server longer than any page.
const TIMEOUT_MS = 60_000;

type Store = Pick<BaseQueryApi, 'dispatch' | 'getState'>;

function nameIn(response: Response | undefined): string | null {
  return /filename="?([^";]+)/.exec(response?.headers.get('Content-Disposition') ?? '')?.[1] ?? null;
}

/** Fetches with the person's token what a plain link could not, and hands it to the browser as a file. */
export async function download(store: Store, url: string, fallbackName: string): Promise<Problem | null> {
  const { signal, abort } = new AbortController();
  const { dispatch, getState } = store;
  const api: BaseQueryApi = {
    dispatch,
    getState,
    signal,
    abort,
    extra: undefined,
    endpoint: 'download',
    type: 'query',
  };
  const responseHandler = (response: Response) => (response.ok ? response.blob() : response.json());
  const answer = await transport({ url, responseHandler, timeout: TIMEOUT_MS }, api, {});
  if (answer.error) return asProblem(answer.error);
  saveFile(answer.data as Blob, nameIn(answer.meta?.response) ?? fallbackName);
  return null;
}
