import 'i18next';
import type account from '@/locales/en/account.json';
import type admin from '@/locales/en/admin.json';
import type auth from '@/locales/en/auth.json';
import type bookings from '@/locales/en/bookings.json';
import type cars from '@/locales/en/cars.json';
import type checkout from '@/locales/en/checkout.json';
import type common from '@/locales/en/common.json';
import type desk from '@/locales/en/desk.json';
import type events from '@/locales/en/events.json';
import type fleet from '@/locales/en/fleet.json';
import type holds from '@/locales/en/holds.json';
import type lab from '@/locales/en/lab.json';
import type owner from '@/locales/en/owner.json';
import type search from '@/locales/en/search.json';
import type slots from '@/locales/en/slots.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common';
    resources: {
      admin: typeof admin;
      account: typeof account;
      auth: typeof auth;
      bookings: typeof bookings;
      cars: typeof cars;
      checkout: typeof checkout;
      common: typeof common;
      desk: typeof desk;
      events: typeof events;
      fleet: typeof fleet;
      lab: typeof lab;
      holds: typeof holds;
      owner: typeof owner;
      search: typeof search;
      slots: typeof slots;
    };
  }
}
