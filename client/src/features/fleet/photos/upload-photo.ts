// A photo on its way. `fetch` cannot say how much of a body has gone out, so this is the older way to ask.
import { sessionOf } from '@/lib/auth';
import { asProblem, type Problem } from '@/lib/problem';
import { renewSession } from '@/lib/transport';
import type { Store } from '@/store/store';
import type { Photo } from '../types';

// Five megabytes over a slow line; the server itself needs seconds.
const TIMEOUT_MS = 180_000;
const CREATED = 201;
const UNAUTHENTICATED = 401;

type Sending = { listingId: string; file: File; onProgress: (share: number) => void };
type Answer = { status: number; body: unknown };
export type Uploaded = { photo: Photo; problem: null } | { photo: null; problem: Problem };

function post(token: string | null, { listingId, file, onProgress }: Sending): Promise<Answer> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1/owner/listings/${encodeURIComponent(listingId)}/photos`);
    request.timeout = TIMEOUT_MS;
    if (token) request.setRequestHeader('Authorization', `Bearer ${token}`);
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onloadend = () => resolve({ status: request.status, body: parsed(request.responseText) });
    const body = new FormData();
    body.append('photo', file);
    request.send(body);
  });
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Sends one photo, with the session renewed once where it had run out. */
export async function uploadPhoto(store: Store, sending: Sending): Promise<Uploaded> {
  const tokenOf = () => sessionOf(store.getState()).token;
  let answer = await post(tokenOf(), sending);
  if (answer.status === UNAUTHENTICATED && (await renewSession(store))) answer = await post(tokenOf(), sending);
  const { status, body } = answer;
  if (status === CREATED) return { photo: body as Photo, problem: null };
  const error = status === 0 ? { status: 'FETCH_ERROR' as const, error: '' } : { status, data: body };
  return { photo: null, problem: asProblem(error) };
}
