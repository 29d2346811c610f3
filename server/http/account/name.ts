const LONGEST = 40;

/** A name as it is shown, and as it is compared. */
export type Name = { readonly name: string; readonly key: string };

/** How names are compared: those that differ in letter case or in the way a character is coded are the same. */
export const nameKey = (name: string): string =>
  name.normalize("NFKC").trim().toUpperCase().toLowerCase().normalize("NFKC");

/** Reads what somebody wants to be called; null when it is empty, too long, or has characters that cannot be seen. */
export const readName = (text: string): Name | null => {
  const name = text.normalize("NFKC").trim();
  const length = Array.from(name).length;
  if (length === 0 || length > LONGEST || /[\p{C}\p{Zl}\p{Zp}\u{115F}\u{1160}\u{3164}]/u.test(name)) return null;
  return { name, key: nameKey(name) };
};
