// Whether this tab still tells of the mail that was sent after a registration.
import { dropStored, readStored, writeStored } from '@/lib/browser-storage';

const TOLD = 'ds.mail-sent';

export const noteMailSent = () => writeStored('session', TOLD, '1');
export const isMailNews = () => readStored('session', TOLD) !== null;
export const dropMailNews = () => dropStored('session', TOLD);
