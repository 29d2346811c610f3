import { addressOf } from "../base.ts";
import { words } from "../i18n/index.ts";

/** What this is. */
export function AboutPage() {
  const { about } = words.value;
  return (
    <div class="page prose">
      <h1>{about.title}</h1>
      {about.paragraphs.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      <h2>{about.api}</h2>
      <p>
        {about.apiText} <a href={addressOf("api/docs")}>/api/docs</a>
      </p>
    </div>
  );
}
