/** The way to everything that is set once and seldom changed. */
import type { VNode } from 'preact';
import { renderPage } from '../../shared/html/page.js';
import { DeskPage, type Frame } from '../frame.view.js';

export interface SettingsLink {
  href: string;
  words: string;
  detail: string;
}

function Settings({ frame, links }: { frame: Frame; links: readonly SettingsLink[] }): VNode {
  return (
    <DeskPage frame={frame} title="Settings">
      <div class="page-head"><h1>Settings</h1></div>
      <ul class="desk-list">
        {links.map(({ href, words, detail }) => (
          <li class="desk-item" key={href}>
            <a class="desk-item-title" href={href}>{words}</a>
            <p class="muted">{detail}</p>
          </li>
        ))}
      </ul>
    </DeskPage>
  );
}

export const settingsPage = (props: { frame: Frame; links: readonly SettingsLink[] }): string => renderPage(<Settings {...props} />);
