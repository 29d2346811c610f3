import { useLayoutEffect, useRef } from "preact/hooks";
import type { Formula } from "#contract/practice.ts";
import { Mathematics } from "../components/mathematics.tsx";
import { fill, words } from "../i18n/index.ts";

type Props = {
  number: string;
  formula: Formula;
  place: number;
  total: number;
  open: boolean;
  onMove: (to: number) => void;
  onTakeBack: (button: HTMLElement) => void;
  held: boolean;
  onHold: () => void;
};

/** A line of the learner's derivation: dragged by its handle, or moved and taken back by its buttons. */
export function PlacedLine({ number, formula, place, total, open, onMove, onTakeBack, held, onHold }: Props) {
  const { practice } = words.value;
  const pressedRef = useFocusKept(place);
  const labelled = (text: string) => ({ "aria-label": fill(text, { line: number }) });
  const step = (by: number, end: boolean) => ({
    type: "button" as const,
    class: "icon",
    "aria-disabled": end,
    onClick: (event: MouseEvent) => {
      pressedRef.current = event.currentTarget as HTMLElement;
      onMove(place + by);
    },
  });
  return (
    <li class={held ? "placed held" : "placed"} data-line={number}>
      {open && <span class="handle" aria-hidden="true" onPointerDown={onHold} />}
      <Mathematics formula={formula} roomy />
      {open && (
        <span class="placed-buttons">
          <button {...step(-1, place === 0)} {...labelled(practice.lineUp)}>
            ↑
          </button>
          <button {...step(1, place === total - 1)} {...labelled(practice.lineDown)}>
            ↓
          </button>
          <button
            type="button"
            class="icon"
            data-digit={number}
            {...labelled(practice.lineBack)}
            onClick={(event) => onTakeBack(event.currentTarget)}
          >
            ✕
          </button>
        </span>
      )}
    </li>
  );
}

/** A line that moves takes its place in the page anew, and would lose the focus that its button had. */
function useFocusKept(place: number) {
  const pressedRef = useRef<HTMLElement | null>(null);
  useLayoutEffect(() => {
    pressedRef.current?.focus();
    pressedRef.current = null;
  }, [place]);
  return pressedRef;
}
