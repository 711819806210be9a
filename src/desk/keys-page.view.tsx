/** `/desk/keys`: which keys the desk knows. */
import type { VNode } from 'preact';
import { renderPage } from '../shared/html/page.js';
import { DeskPage, type Frame } from './frame.view.js';
import { KeyList } from './keys.view.js';

function Keys({ frame }: { frame: Frame }): VNode {
  return (
    <DeskPage frame={frame} title="Keys">
      <div class="page-head">
        <h1>Keys</h1>
        <p>Where scripts run, these keys work on every page of the desk, though never while you type in a field. Everything they do, a link or a button does too. The sheet that <kbd>?</kbd> opens has a box that turns them off.</p>
      </div>
      <KeyList level={2} />
    </DeskPage>
  );
}

export const keysPage = (frame: Frame): string => renderPage(<Keys frame={frame} />);
