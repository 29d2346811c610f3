import "katex/dist/katex.min.css";
import "./styles/index.css";
import { render } from "preact";
import { App } from "./app.tsx";
import { startClock } from "./clock.ts";
import { startLanguage } from "./i18n/index.ts";
import { fetchTypesetterWhenIdle } from "./mathematics.ts";
import { startRouter } from "./router.ts";
import { startTheme } from "./theme.ts";

startClock();
startTheme();
startLanguage();
startRouter();
render(<App />, document.getElementById("app")!);
fetchTypesetterWhenIdle();
