import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

const lines = (form: HTMLElement | null) => [...(form?.querySelectorAll<HTMLElement>("fieldset [data-digit]") ?? [])];

/**
 * A button that goes when it is pressed passes the focus on: to the line after the one picked, or with a line that is
 * taken back.
 */
export function useFocusAfterPick(form: RefObject<HTMLElement | null>, answer: string) {
  const nextRef = useRef<string | null>(null);
  useLayoutEffect(() => {
    const next = nextRef.current;
    nextRef.current = null;
    if (next === null) return;
    const left = lines(form.current);
    const found = left.find((line) => line.dataset["digit"] === next) ?? left.at(-1);
    found?.focus();
  }, [answer, form]);

  return (picked: string, button: HTMLElement): void => {
    if (button !== document.activeElement) return;
    const before = lines(form.current);
    const place = before.indexOf(button);
    nextRef.current = (place < 0 ? picked : before[place + 1]?.dataset["digit"]) ?? "";
  };
}
