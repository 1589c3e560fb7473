// The start page stands in index.html before any script has run (scripts/prerender.mjs). This is how the program takes over.

/** The language it is shown in; undefined where the page is another one. */
const shown = () => document.documentElement.dataset.firstPaint;

type Starting = {
  state: { initialized: boolean };
  subscribe: (told: (state: { initialized: boolean }) => void) => () => void;
};

/** Waits until the page can be drawn whole, where something is shown already; elsewhere there is nothing to wait for. */
export async function untilDrawable(router: Starting): Promise<void> {
  if (!shown() || router.state.initialized) return;
  await new Promise<void>((ready) => {
    const stop = router.subscribe(({ initialized }) => {
      if (!initialized) return;
      stop();
      ready();
    });
  });
}

/** The field of the first paint's search, as long as that stands: what was typed there is not to be lost. */
export function firstPaintField(): HTMLInputElement | null {
  const language = shown();
  return language ? document.querySelector(`[data-first="${language}"] input[role="combobox"]`) : null;
}
