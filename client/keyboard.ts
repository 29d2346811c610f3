/** Whether the reader has a keyboard, so that focus may go to a field without one sliding over the page. */
export const hasKeyboard = (): boolean => matchMedia("(pointer: fine)").matches;
