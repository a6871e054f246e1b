/** The keys of the picture: those of Perfetto, and arrows. */

export type Action =
  | 'in'
  | 'out'
  | 'left'
  | 'right'
  | 'next'
  | 'previous'
  | 'fit'
  | 'mark'
  | 'range'
  | 'up'
  | 'down'
  | 'pin'
  | 'go'
  | 'none'
  | 'longer'
  | 'shorter'
  | 'first'
  | 'last';

const actions: Readonly<Record<string, Action>> = {
  w: 'in',
  '+': 'in',
  s: 'out',
  '-': 'out',
  a: 'left',
  ArrowLeft: 'left',
  d: 'right',
  ArrowRight: 'right',
  '.': 'next',
  ',': 'previous',
  f: 'fit',
  m: 'mark',
  r: 'range',
  ArrowUp: 'up',
  ArrowDown: 'down',
  p: 'pin',
  Enter: 'go',
  Escape: 'none',
  Home: 'first',
  End: 'last',
};

/** What the user reads about them. */
export const keyHelp =
  'W S zoom, A D or ← → go along, . , next and previous event, ↑ ↓ lane, F fit, R select what is there, Shift+← → select, M mark it, P pin the lane, Enter goes to the instant, Esc selects nothing';

export function actionOf({ key, shiftKey, ctrlKey, altKey, metaKey }: KeyboardEvent): Action | undefined {
  if (ctrlKey || altKey || metaKey) return undefined;
  if (shiftKey && key === 'ArrowRight') return 'longer';
  if (shiftKey && key === 'ArrowLeft') return 'shorter';
  return actions[key.length === 1 ? key.toLowerCase() : key];
}
