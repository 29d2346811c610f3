import { useEffect, useRef } from "preact/hooks";
import { changeSettings, me, syllabus } from "./account.ts";
import { plan } from "./course.ts";
import { lazyPage } from "./components/lazy.tsx";
import { Link } from "./components/link.tsx";
import { chooseLanguage, language, languages, languageTag, words, type Language } from "./i18n/index.ts";
import { AboutPage } from "./pages/about.tsx";
import { PracticePage } from "./pages/practice.tsx";
import { SettingsPage } from "./pages/settings.tsx";
import { SkillsPage } from "./pages/skills.tsx";
import { moves, place } from "./router.ts";
import { isDark, theme } from "./theme.ts";

const LazyExplore = lazyPage(async () => (await import("./pages/explore.tsx")).ExplorePage);
const LazyGroups = lazyPage(async () => (await import("./pages/groups.tsx")).GroupsPage);
const LazyJoin = lazyPage(async () => (await import("./pages/join.tsx")).JoinPage);
const LazyAccount = lazyPage(async () => (await import("./pages/account.tsx")).AccountPage);
const LazyAdmin = lazyPage(async () => (await import("./pages/admin.tsx")).AdminPage);

/** The frame around every page. */
export function App() {
  const main = useRef<HTMLElement>(null);
  const here = place.value;
  const moved = moves.value;
  useEffect(() => {
    // A page that was opened from another one starts the reading order anew.
    if (moved > 0) main.current?.focus({ preventScroll: true });
  }, [moved]);
  const { nav, brand } = words.value;
  const title = here === null ? words.value.common.notFound : nav[here.page];
  useEffect(() => {
    document.title = `${title} · ${brand}`;
  }, [title, brand]);
  return (
    <>
      <a class="skip" href="#main" onClick={(event) => (event.preventDefault(), main.current?.focus())}>
        {nav.skip}
      </a>
      <Header />
      <main id="main" ref={main} tabIndex={-1}>
        <CurrentPage />
      </main>
      <Footer />
    </>
  );
}

function CurrentPage() {
  const here = place.value;
  switch (here?.page) {
    case "practice":
      return <Practice skill={here.argument} />;
    case "skills":
      return <SkillsPage />;
    case "explore":
      return <LazyExplore title={words.value.explore.title} argument={here.argument} />;
    case "groups":
      return <LazyGroups title={words.value.nav.groups} argument={here.argument} detail={here.detail} />;
    case "join":
      return <LazyJoin title={words.value.nav.groups} argument={null} />;
    case "drill":
      if (here.argument === null) break;
      return <PracticePage course={{ kind: "drill", group: here.argument }} />;
    case "assigned":
      if (here.argument === null || here.detail === undefined) break;
      return <PracticePage course={{ kind: "assignment", group: here.argument, assignment: here.detail }} />;
    case "account":
      return <LazyAccount title={words.value.nav.account} argument={null} />;
    case "admin":
      return <LazyAdmin title={words.value.nav.admin} argument={null} />;
    case "settings":
      return <SettingsPage />;
    case "about":
      return <AboutPage />;
    default:
  }
  return <Nowhere text={words.value.common.notFound} />;
}

function Nowhere({ text }: { text: string }) {
  return (
    <div class="page">
      <h1>{text}</h1>
      <Link page="practice">{words.value.common.backToPractice}</Link>
    </div>
  );
}

/** An address may name any skill; only the syllabus knows whether there is one. */
function Practice({ skill }: { skill: string | null }) {
  const known = syllabus.value;
  const exists = skill === null || known === null || known.some(({ id, available }) => id === skill && available);
  if (!exists) return <Nowhere text={words.value.common.noSkill} />;
  return <PracticePage course={skill === null ? plan : { kind: "skill", skill }} />;
}

function Header() {
  const { nav, brand } = words.value;
  return (
    <header class="top">
      <Link page="practice" class="brand" label={brand}>
        <Mark />
        <span>{brand}</span>
      </Link>
      <nav aria-label={nav.label}>
        <Link page="practice">{nav.practice}</Link>
        <Link page="skills">{nav.skills}</Link>
        <Link page="explore">{nav.explore}</Link>
        <Link page="groups" class="wide-only">
          {nav.groups}
        </Link>
      </nav>
      <div class="top-end">
        <ThemeSwitch />
        <LanguageSwitch />
        <AccountLink />
      </div>
    </header>
  );
}

function Mark() {
  return (
    <svg class="mark" viewBox="0 0 32 32" aria-hidden="true">
      <path d="M7 8 18 16M7 24 18 16M18 16 26 16" />
      <circle cx="7" cy="8" r="3.4" />
      <circle cx="7" cy="24" r="3.4" />
      <circle cx="17" cy="16" r="4" />
      <circle cx="26" cy="16" r="3.4" />
    </svg>
  );
}

function ThemeSwitch() {
  const dark = isDark();
  return (
    <button
      type="button"
      class="quiet icon theme-switch"
      aria-label={words.value.settings.switchTheme}
      onClick={() => {
        theme.value = dark ? "light" : "dark";
      }}
    >
      <span aria-hidden="true">{dark ? "☀" : "☾"}</span>
    </button>
  );
}

/** Switches to the other language; its name is written in that language. */
function LanguageSwitch() {
  const other = (Object.keys(languages) as Language[]).find((id) => id !== language.value) ?? "en";
  const choose = () => {
    chooseLanguage(other);
    void changeSettings({ language: other });
  };
  return (
    <button type="button" class="quiet language-switch" lang={other} onClick={choose}>
      {other === "zh" ? "中文" : languages[other]}
    </button>
  );
}

/** Leads to the account, and says whose it is. */
function AccountLink() {
  const { nav } = words.value;
  const name = me.value?.name ?? null;
  return (
    <Link page="account" class="account-link" label={name === null ? nav.account : `${nav.account}: ${name}`}>
      <svg viewBox="0 0 24 24" aria-hidden="true">
        <circle cx="12" cy="8.5" r="3.75" />
        <path d="M4.5 20a7.5 7.5 0 0 1 15 0" />
      </svg>
      {name !== null && <span>{name}</span>}
    </Link>
  );
}

function Footer() {
  const { nav } = words.value;
  return (
    <footer class="bottom" lang={languageTag.value}>
      <Link page="groups" class="narrow-only">
        {nav.groups}
      </Link>
      <Link page="settings">{nav.settings}</Link>
      <Link page="about">{nav.about}</Link>
    </footer>
  );
}
