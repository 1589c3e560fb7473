// The page's colours; public/theme.js has set them before the first paint, and follows the system until somebody chooses.
import { useSyncExternalStore } from 'react';
import { dropStored, readStored, writeStored } from '@/lib/browser-storage';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const CHOSEN = 'ds.theme';
const page = document.documentElement;

const isDark = () => page.dataset.theme === 'dark';

function onThemeChange(tell: () => void): () => void {
  const watch = new MutationObserver(tell);
  watch.observe(page, { attributeFilter: ['data-theme'] });
  return () => watch.disconnect();
}

/** Whether dark colours are shown now, whoever chose them and wherever. */
export const useDark = () => useSyncExternalStore(onThemeChange, isDark, isDark);

export function themeChosen(): Theme {
  const chosen = readStored('local', CHOSEN);
  return THEMES.find((theme) => theme === chosen) ?? 'system';
}

export function chooseTheme(theme: Theme): void {
  if (theme === 'system') dropStored('local', CHOSEN);
  else writeStored('local', CHOSEN, theme);
  const dark = theme === 'system' ? matchMedia('(prefers-color-scheme: dark)').matches : theme === 'dark';
  page.dataset.theme = dark ? 'dark' : 'light';
}
