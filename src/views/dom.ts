/** Small helpers for pages: elements with attributes, and the host of a webview. */
import type { PictureName } from '../protocol';
import type { FromPage, ToPage } from './messages';

type Attributes = Readonly<Record<string, string | number | boolean | undefined>>;

/** An element; an attribute that is false or undefined is not there. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes))
    if (value !== undefined && value !== false) made.setAttribute(key, value === true ? '' : String(value));
  made.append(...children);
  return made;
}

/** VS Code around the page; what is kept is there again when the page is shown again. */
export interface PageHost<Kept> {
  postMessage(message: FromPage): void;
  getState(): Kept | undefined;
  setState(state: Kept): void;
}

declare function acquireVsCodeApi(): PageHost<never>;

export const pageHost = <Kept>(): PageHost<Kept> => acquireVsCodeApi();

export function listen<Name extends PictureName>(take: (message: ToPage<Name>) => void): void {
  window.addEventListener('message', ({ data }: MessageEvent<ToPage<Name>>) => take(data));
}
