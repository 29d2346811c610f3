import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { words } from "../i18n/index.ts";
import { FailureNotice } from "./failure.tsx";

/** What a page is given: the parts of the address behind its name. */
export type PageProps = { readonly argument: string | null; readonly detail?: string | undefined };

/** A page in a chunk of its own, for what most visits never open. */
export function lazyPage(load: () => Promise<ComponentType<PageProps>>) {
  return function LazyPage({ title, argument, detail }: PageProps & { readonly title: string }) {
    const [Page, setPage] = useState<ComponentType<PageProps> | null>(null);
    const [failed, setFailed] = useState(false);
    useEffect(() => {
      load().then(
        (loaded) => setPage(() => loaded),
        () => setFailed(true),
      );
    }, []);
    // A browser remembers that a module failed; only a page opened anew asks for it again.
    if (failed)
      return (
        <div class="page">
          <h1>{title}</h1>
          <FailureNotice failure={{ kind: "offline" }} onRetry={() => location.reload()} />
        </div>
      );
    return Page === null ? (
      <p class="waiting">{words.value.common.loading}</p>
    ) : (
      <Page argument={argument} detail={detail} />
    );
  };
}
