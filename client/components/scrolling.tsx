import type { ComponentChildren } from "preact";

/** What may be wider than the page, and then scrolls by itself. */
export function Scrolling({ label, children }: { label: string; children: ComponentChildren }) {
  return (
    <section class="scrolls" aria-label={label} ref={focusable}>
      {children}
    </section>
  );
}

/** Keys scroll only what has the focus; what fits needs none. */
function focusable(element: HTMLElement | null): void {
  if (element !== null && element.scrollWidth > element.clientWidth) element.tabIndex = 0;
}
