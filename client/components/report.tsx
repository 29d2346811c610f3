import { useState } from "preact/hooks";
import { words } from "../i18n/index.ts";
import { report, session, tell } from "../practice.ts";
import { Dialog } from "./dialog.tsx";

/** The dialog in which a reader says what is wrong with a question. */
export function ReportDialog() {
  const { report: texts } = words.value;
  const [comment, setComment] = useState("");
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (comment.trim() !== "") void report(comment);
  };
  return (
    <Dialog
      title={texts.title}
      onClose={() => session.value.panel === "report" && tell({ type: "opened", panel: null })}
    >
      <form onSubmit={submit}>
        <label for="report-comment">{texts.label}</label>
        <textarea
          id="report-comment"
          rows={4}
          maxLength={2_000}
          required
          value={comment}
          onInput={(event) => setComment(event.currentTarget.value)}
        />
        <p class="note">{texts.note}</p>
        <button type="submit" class="primary">
          {texts.send}
        </button>
      </form>
    </Dialog>
  );
}
