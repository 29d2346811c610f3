import { addressOf } from "../base.ts";
import { courseKey, plan } from "../course.ts";
import { keptInvitation } from "../invitation.ts";
import { keepVerdict } from "../kept-verdict.ts";
import { pathOf, type Page } from "../router.ts";
import { fresh } from "../session.ts";

/** Opens a page from the server: the reader is somebody else now, and nothing that was fetched holds any more. */
export function openAnew(page: Page): void {
  keepVerdict(courseKey(plan), fresh);
  location.assign(addressOf(pathOf(page)));
}

/** Takes whoever has come in on to the invitation that they came by, else to practice. */
export const goIn = (): void => openAnew(keptInvitation() === null ? "practice" : "join");

/** What a link brought behind its #: an invite, or leave to set a new password. */
export const brought = (kind: "invite" | "reset"): string | null =>
  new URLSearchParams(location.hash.slice(1)).get(kind);
