import { effect, signal } from "@preact/signals";
import { remember, remembered } from "./storage.ts";

export const themes = ["system", "light", "dark"] as const;
export type Theme = (typeof themes)[number];

const stored = remembered("theme");

/** The chosen colours; "system" follows the device. */
export const theme = signal<Theme>(themes.find((name) => name === stored) ?? "system");

/** Keeps the document in the chosen colours. */
export function startTheme(): void {
  effect(() => {
    document.documentElement.dataset["theme"] = theme.value;
    remember("theme", theme.value);
  });
}

/** Whether the page is dark right now. */
export const isDark = (): boolean =>
  theme.value === "dark" || (theme.value === "system" && matchMedia("(prefers-color-scheme: dark)").matches);
