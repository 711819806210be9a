/** The browser that a session was begun in, in words, from what it says of itself; a name is a help to recognise it, and proves nothing. */

/** The first that fits counts: most browsers also name those they descend from. */
const BROWSERS: readonly [RegExp, string][] = [
  [/\bEdg(?:e|A|iOS)?\//, 'Edge'], [/\bOPR\/|\bOpera\b/, 'Opera'], [/\bSamsungBrowser\//, 'Samsung Internet'], [/\bVivaldi\//, 'Vivaldi'], [/\bYaBrowser\//, 'Yandex Browser'], [/\b(?:Firefox|FxiOS)\//, 'Firefox'],
  [/\b(?:Chrome|CriOS|Chromium|HeadlessChrome)\//, 'Chrome'], [/\bVersion\/.*\bSafari\//, 'Safari'], [/^(?:curl|Wget|python|Go-http-client|node|okhttp|axios|PostmanRuntime)/i, 'A program'],
];

const SYSTEMS: readonly [RegExp, string][] = [
  [/\biPhone\b/, 'an iPhone'], [/\biPad\b/, 'an iPad'], [/\bAndroid\b/, 'Android'], [/\bCrOS\b/, 'ChromeOS'], [/\bWindows\b/, 'Windows'], [/\bMac OS X\b|\bMacintosh\b/, 'a Mac'], [/\bLinux\b|\bX11\b/, 'Linux'],
];

const named = (list: readonly [RegExp, string][], text: string): string | undefined => list.find(([shape]) => shape.test(text))?.[1];

/** "Firefox on Windows" */
export function deviceWords(userAgent: string | null): string {
  const text = userAgent ?? '';
  const [browser, system] = [named(BROWSERS, text), named(SYSTEMS, text)];
  if (browser === undefined && system === undefined) return 'A browser that does not say which';
  return system === undefined ? browser! : `${browser ?? 'A browser'} on ${system}`;
}
