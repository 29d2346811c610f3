type Marks = readonly (readonly [mark: RegExp, name: string])[];

/** The first mark that is found decides: most browsers also claim to be those further down. */
const browsers: Marks = [
  [/\bEdgA?\b|\bEdgiOS\b/, "Edge"],
  [/\bOPR\b/, "Opera"],
  [/\bSamsungBrowser\b/, "Samsung Internet"],
  [/\bMicroMessenger\b/, "WeChat"],
  [/\bFirefox\b|\bFxiOS\b/, "Firefox"],
  [/\bChrome\b|\bCriOS\b|\bHeadlessChrome\b/, "Chrome"],
  [/\bSafari\b/, "Safari"],
];

const systems: Marks = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

const found = (marks: Marks, text: string): string[] =>
  (marks.find(([mark]) => mark.test(text))?.slice(1, 2) as string[]) ?? [];

/** A browser as its user knows it, "Firefox · Linux", from how it names itself; empty when it is none we know. */
export const browserOf = (userAgent: string | undefined): string =>
  [browsers, systems].flatMap((marks) => found(marks, userAgent ?? "")).join(" · ");
