/** VS Code's colours as a canvas takes them, and anew when the theme is another. */
import type { TimelineState } from '../../protocol';
import { element } from '../dom';

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
  readonly selection: string;
  /** By hue, and by state. */
  readonly boxes: readonly Readonly<Record<TimelineState, string>>[];
  readonly font: string;
}

/** What a style sheet's expression comes to here. */
function resolve(probe: HTMLElement, expression: string): string {
  probe.style.color = expression;
  return getComputedStyle(probe).color;
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
  const { fontFamily, fontSize } = getComputedStyle(root);
  const colours = {
    foreground,
    faint,
    background: of(background),
    border: of('var(--vscode-panel-border, var(--vscode-contrastBorder))'),
    accent: of('var(--vscode-debugIcon-breakpointCurrentStackframeForeground, var(--vscode-foreground))'),
    arrow: of('var(--vscode-charts-red)'),
    mark: of('var(--vscode-debugIcon-breakpointForeground, var(--vscode-charts-red))'),
    selection: of('var(--vscode-focusBorder, var(--vscode-contrastActiveBorder))'),
    boxes,
    font: `${Math.min(12, parseFloat(fontSize) || 12)}px ${fontFamily}`,
  };
  probe.remove();
  return colours;
}
