// The page's colours; public/theme.js has set them before the first paint.
import { writeStored } from '@/lib/browser-storage';

export function isDark(): boolean {
  return document.documentElement.dataset.theme === 'dark';
}

export function setDark(dark: boolean): void {
  const theme = dark ? 'dark' : 'light';
  document.documentElement.dataset.theme = theme;
  writeStored('local', 'ds.theme', theme);
}
