import type { RefObject } from "preact";
import { useEffect, useState } from "preact/hooks";

/** Lets a line of a list be dragged: the one that is held is told each place it comes to, until the pointer lets go. */
export function useDragging(list: RefObject<HTMLElement | null>, onPlace: (line: string, place: number) => void) {
  const [held, hold] = useState<string | null>(null);
  useEffect(() => {
    if (held === null) return;
    const follow = ({ clientY }: PointerEvent) => onPlace(held, placeAt(list.current, held, clientY));
    const release = () => hold(null);
    // The line moves in the page while it is dragged, so the window listens and not the line.
    addEventListener("pointermove", follow);
    addEventListener("pointerup", release);
    addEventListener("pointercancel", release);
    return () => {
      removeEventListener("pointermove", follow);
      removeEventListener("pointerup", release);
      removeEventListener("pointercancel", release);
    };
  }, [held, list, onPlace]);
  return { held, hold };
}

/** How many of the other lines lie above a height of the window. */
function placeAt(list: HTMLElement | null, line: string, height: number): number {
  const others = [...(list?.children ?? [])].filter((one) => one.getAttribute("data-line") !== line);
  return others.filter((one) => {
    const { top, bottom } = one.getBoundingClientRect();
    return (top + bottom) / 2 < height;
  }).length;
}
