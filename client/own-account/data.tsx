import { addressOf } from "../base.ts";
import { texts } from "../i18n/account/index.ts";

/** Takes away everything that is one's own. */
export function OwnData() {
  const { data } = texts.value;
  return (
    <section class="card">
      <h2>{data.title}</h2>
      <p class="note">{data.text}</p>
      <a class="button" href={addressOf("api/me/data")} download>
        {data.download}
      </a>
    </section>
  );
}
