import type { ComponentChildren } from "preact";
import { addressOf } from "../base.ts";
import { go, pathOf, place, type Page } from "../router.ts";

type Props = {
  page: Page;
  argument?: string;
  class?: string;
  label?: string;
  children: ComponentChildren;
};

/** A link to a page of this client; opening it in a new tab works as everywhere. */
export function Link({ page, argument, class: className, label, children }: Props) {
  const here = place.value?.page === page && (argument === undefined || place.value.argument === argument);
  const follow = (event: MouseEvent) => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    go(page, argument);
  };
  return (
    <a
      href={addressOf(pathOf(page, argument))}
      class={className}
      aria-label={label}
      aria-current={here ? "page" : undefined}
      onClick={follow}
    >
      {children}
    </a>
  );
}
