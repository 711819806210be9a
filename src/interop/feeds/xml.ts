/** Elements as XML 1.0 text. */

/** Everything that XML 1.0 forbids, escaped or not: most control characters, and halves of characters. */
const FORBIDDEN = /[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu;
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' };

function xmlText(text: string): string {
  return text.replace(FORBIDDEN, '\ufffd').replace(/[&<>"\r]/g, (sign) => ENTITIES[sign]!);
}

/** @param content text to be escaped, elements made by this function, or nothing */
export function element(name: string, attributes: Readonly<Record<string, string>>, content: string | readonly string[] = []): string {
  const start = `<${name}${Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(value)}"`).join('')}`;
  const inside = typeof content === 'string' ? xmlText(content) : content.join('');
  return inside === '' ? `${start}/>` : `${start}>${inside}</${name}>`;
}

export const XML_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n';
