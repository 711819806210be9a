import { describe, expect, it } from '@jest/globals';
import { localPath } from './next.rules.js';

describe('After signing in', () => {
  it.each(['/desk', '/desk/claims/new', '/desk?list=review', '/claims/a-b-c23456789?as_of=2022-02-01#evidence'])('the way leads to %s', (next) => expect(localPath(next)).toBe(next));

  it.each([
    'https://evil.example', '//evil.example', '/\\evil.example', '\\\\evil.example', '/\t/evil.example', '/\n//evil.example', '/.//evil.example', '/x/..//evil.example', '/\\/evil.example',
    'javascript:alert(1)', '/desk/sign-out', '/desk/sign-in?next=/desk', '/desk/sign-in/second-factor', 'desk', '', ' /desk', '/désk', undefined, ['/desk'], `/${'a'.repeat(2001)}`,
  ])('never to %j, but to the desk', (next) => expect(localPath(next)).toBe('/desk'));
});
