/** VS Code's colours as a canvas takes them, and anew when the theme is another. */
import type { TimelineState } from '../../protocol';
import { element } from '../dom';
import type { Pixel } from './strip';

/** One of these a lane; they come again after the last. */
const hueNames = ['blue', 'orange', 'green', 'purple', 'yellow', 'red'];

export interface Colours {
  readonly foreground: string;
  readonly faint: string;
  readonly background: string;
  readonly border: string;
  readonly accent: string;
  readonly arrow: string;
  readonly mark: string;
  readonly answer: string;
  readonly selection: string;
  /** By hue, and by state. */
  readonly boxes: readonly Readonly<Record<TimelineState, string>>[];
  /** The same of those, and of `faint`, for a bitmap. */
  readonly cells: readonly Readonly<Record<TimelineState, Pixel>>[];
  readonly manyTicks: Pixel;
  readonly font: string;
}

/** What a style sheet's expression comes to here. */
function resolve(probe: HTMLElement, expression: string): string {
  probe.style.color = expression;
  return getComputedStyle(probe).color;
}

/** What a bitmap has where a canvas is filled with colours. */
function pixelReader(): (colour: string) => Pixel {
  const canvas = element('canvas', { width: 1, height: 1 });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  return colour => {
    if (!context) return 0;
    context.clearRect(0, 0, 1, 1);
    context.fillStyle = colour;
    context.fillRect(0, 0, 1, 1);
    return new Uint32Array(context.getImageData(0, 0, 1, 1).data.buffer)[0] ?? 0;
  };
}

export function coloursOf(root: HTMLElement): Colours {
  const probe = element('span', { hidden: true });
  root.append(probe);
  const of = (expression: string) => resolve(probe, expression);
  const foreground = of('var(--vscode-foreground)');
  const background = 'var(--vscode-panel-background, var(--vscode-editor-background))';
  const faint = of('var(--vscode-descriptionForeground, var(--vscode-foreground))');
  const boxes = hueNames.map(name => {
    const hue = `var(--vscode-charts-${name})`;
    return {
      user: of(hue),
      kernel: of(`color-mix(in srgb, ${hue} 45%, var(--vscode-foreground))`),
      idle: of(`color-mix(in srgb, var(--vscode-foreground) 30%, ${background})`),
      ready: of(`color-mix(in srgb, ${hue} 35%, ${background})`),
      blocked: faint,
    };
  });
  const pixel = pixelReader();
  const cells = boxes.map(({ user, kernel, idle, ready, blocked }) => ({
    user: pixel(user),
    kernel: pixel(kernel),
    idle: pixel(idle),
    ready: pixel(ready),
    blocked: pixel(blocked),
  }));
  const { fontFamily, fontSize } = getComputedStyle(root);
  const colours = {
    foreground,
    faint,
    background: of(background),
    border: of('var(--vscode-panel-border, var(--vscode-contrastBorder))'),
    accent: of('var(--vscode-debugIcon-breakpointCurrentStackframeForeground, var(--vscode-foreground))'),
    arrow: of('var(--vscode-charts-red)'),
    mark: of('var(--vscode-debugIcon-breakpointForeground, var(--vscode-charts-red))'),
    answer: of('var(--vscode-editorOverviewRuler-findMatchForeground, var(--vscode-charts-orange))'),
    selection: of('var(--vscode-focusBorder, var(--vscode-contrastActiveBorder))'),
    boxes,
    cells,
    manyTicks: pixel(faint),
    font: `${Math.min(12, parseFloat(fontSize) || 12)}px ${fontFamily}`,
  };
  probe.remove();
  return colours;
}
