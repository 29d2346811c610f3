import type { Report } from "#contract/admin.ts";
import { call } from "../api.ts";
import { texts } from "../i18n/admin/index.ts";
import { fill } from "../i18n/index.ts";
import { moment } from "./format.ts";
import { Part } from "./part.tsx";

const load = () => call("reports", {});

/** What learners held to be wrong or unclear. */
export function ReportsPart() {
  const { reports: said } = texts.value;
  return (
    <Part<{ reports: Report[] }> title={said.title} load={load}>
      {({ reports }, act) =>
        reports.length === 0 ? (
          <p class="note">{said.none}</p>
        ) : (
          <ul class="session-list">
            {reports.map((report) => (
              <Row
                key={report.id}
                report={report}
                onChange={() => {
                  const params = { report: String(report.id) };
                  act(() => call("closeReport", { params, body: { closed: report.closed === null } }));
                }}
              />
            ))}
          </ul>
        )
      }
    </Part>
  );
}

function Row({ report, onChange }: { report: Report; onChange: () => void }) {
  const { reports: said } = texts.value;
  const { skill, comment, answer, item, closed } = report;
  const when = moment(report.created);
  const label = fill(closed === null ? said.closeLabel : said.reopenLabel, { when, skill });
  return (
    <li>
      <div class="report">
        <p class="note">
          {fill(said.head, { skill, by: report.by ?? said.guest, when })}{" "}
          {closed !== null && <span class="tag">{said.closed}</span>}
        </p>
        <p>{comment}</p>
        {answer !== null && <p>{fill(said.answer, { answer })}</p>}
        {item !== null && (
          <details>
            <summary>{said.question}</summary>
            <code class="raw">{item}</code>
          </details>
        )}
      </div>
      <button type="button" class="small" aria-label={label} onClick={onChange}>
        {closed === null ? said.close : said.reopen}
      </button>
    </li>
  );
}
