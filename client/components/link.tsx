import type { ComponentChildren } from "preact";
import { addressOf } from "../base.ts";
import { go, pathOf, place, type Page } from "../router.ts";

type Props = {
  page: Page;
  argument?: string;
  detail?: string;
  /** Whether it leads to where the reader is; by default its address says so. */
  current?: boolean;
  class?: string;
  label?: string;
  children: ComponentChildren;
};

/** A link to a page of this client; opening it in a new tab works as everywhere. */
export function Link({ page, argument, detail, current, class: className, label, children }: Props) {
  const at = place.value;
  const here =
    at?.page === page &&
    (argument === undefined || at.argument === argument) &&
    (detail === undefined || at.detail === detail);
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(page, argument, detail);
  };
  return (
    <a
      href={addressOf(pathOf(page, argument, detail))}
      class={className}
      aria-label={label}
      aria-current={(current ?? here) ? "page" : undefined}
      onClick={follow}
    >
      {children}
    </a>
  );
}
