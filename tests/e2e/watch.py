"""What a page may not do while somebody looks at it: shift, break its own policy, shut people out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page

AXE = Path(__file__).parents[2] / "client" / "node_modules" / "axe-core" / "axe.min.js"
MOST_SHIFT = 0.01
# WCAG 2.2 AA, and what is good practice beyond it.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# Runs before anything of the page does. A shift within half a second of a press is an answer to it, and no fault.
WATCHER = """
window.seen = { shift: 0, shifted: [], refused: [], wide: 0, widest: '' };
const look = () => {
  const { scrollWidth, clientWidth } = document.documentElement ?? {};
  if (clientWidth > 0 && scrollWidth - clientWidth > seen.wide) {
    const isOut = (element) => element.getBoundingClientRect().right > clientWidth;
    seen.wide = scrollWidth - clientWidth;
    seen.widest = [...document.querySelectorAll('body *')].findLast(isOut)?.outerHTML.slice(0, 120) ?? '';
  }
  requestAnimationFrame(look);
};
if (innerWidth < 400) look();
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.hadRecentInput) continue;
    seen.shift += entry.value;
    for (const { node } of entry.sources) seen.shifted.push(node?.outerHTML?.slice(0, 120) ?? String(node));
  }
}).observe({ type: 'layout-shift', buffered: true });
document.addEventListener('securitypolicyviolation', (event) => {
  seen.refused.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`);
});
"""

RUN_AXE = """
async (tags) => {
  const { violations } = await axe.run(document, { runOnly: { type: 'tag', values: tags } });
  const where = (nodes) => nodes.map(({ html }) => html).slice(0, 3).join(' | ');
  return violations.map(({ id, help, nodes }) => `${id}: ${help}: ${where(nodes)}`);
}
"""


def watch(context: BrowserContext) -> None:
    """Watch every page that `context` opens from now on."""
    context.add_init_script(WATCHER)


def shifts(page: Page) -> list[str]:
    """What moved by itself, where all of it is too much; nothing else."""
    seen: dict[str, Any] = page.evaluate("window.seen")
    return [f"{seen['shift']:.4f}", *seen["shifted"]] if seen["shift"] >= MOST_SHIFT else []


def refused(page: Page) -> list[str]:
    """What the content security policy has stopped."""
    found: list[str] = page.evaluate("window.seen.refused")
    return found


def barriers(page: Page) -> list[str]:
    """What axe finds, in words."""
    page.evaluate(AXE.read_text())  # past the policy, as a browser's own tools are
    found: list[str] = page.evaluate(RUN_AXE, TAGS)
    return found


def too_wide(page: Page) -> list[str]:
    """By how much a phone's page could be scrolled sideways, at any moment since it was opened, and what stuck out."""
    seen: dict[str, Any] = page.evaluate("window.seen")
    return [f"{seen['wide']} px too wide", seen["widest"]] if seen["wide"] > 0 else []
