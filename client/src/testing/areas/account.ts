// One's own account: where one is signed in, and what was asked of it.
import { HttpResponse, http } from 'msw';
import type { OpenSession } from '@/features/account/own-account-api.gen';
import { PASSWORD } from '../fixtures';
import { done, isMember, problem, ROOT, world } from '../world';

const sessionOf = (id: string, device: string | null, is_current: boolean): OpenSession => ({
  id: id.repeat(24),
  device,
  address: '203.0.113.7',
  created_at: '2026-11-21T12:00:00Z',
  last_used_at: '2026-11-22T08:15:00Z',
  is_current,
});

const asOpened = () => [
  sessionOf('1', 'Mobile Safari on iOS', false),
  sessionOf('2', 'Firefox on Linux', true),
  sessionOf('3', 'an unknown device', false),
];

export const account = { sessions: asOpened(), password: PASSWORD, erased: false, stillNeeded: {} };

export const forget = () =>
  Object.assign(account, { sessions: asOpened(), password: PASSWORD, erased: false, stillNeeded: {} });

const notYours = (field: string) => problem(422, 'validation', { errors: { [field]: ['Not your password.'] } });
const keepCurrent = () => {
  account.sessions = account.sessions.filter(({ is_current }) => is_current);
};

export const routes = [
  http.patch(`${ROOT}/auth/me`, async ({ request }) => {
    const { name } = (await request.json()) as { name: string };
    world.user = { ...world.user, name };
    return HttpResponse.json(world.user);
  }),
  http.post(`${ROOT}/auth/change-password`, async ({ request }) => {
    const change = (await request.json()) as { current: string; new: string };
    if (change.current !== account.password) return notYours('current');
    if (change.new.startsWith('password')) {
      const refused = 'Too easy to guess: many people use this password or one like it.';
      return problem(422, 'validation', { errors: { new: [refused] } });
    }
    account.password = change.new;
    keepCurrent();
    return done();
  }),
  http.get(`${ROOT}/auth/sessions`, ({ request }) =>
    isMember(request) ? HttpResponse.json(account.sessions) : problem(401, 'unauthenticated'),
  ),
  http.delete(`${ROOT}/auth/sessions`, () => {
    keepCurrent();
    return done();
  }),
  http.delete(`${ROOT}/auth/sessions/:id`, ({ params }) => {
    account.sessions = account.sessions.filter(({ id }) => id !== params.id);
    return done();
  }),
  http.post(`${ROOT}/auth/erase`, async ({ request }) => {
    const { password } = (await request.json()) as { password: string };
    if (password !== account.password) return notYours('password');
    if (Object.keys(account.stillNeeded).length > 0) {
      return problem(409, 'still_needed', { errors: account.stillNeeded });
    }
    account.erased = true;
    return done();
  }),
];
