/** Which process a picture shows: the one where the machine stands, or one that is chosen. */
import { threadLabel } from '../../protocol';
import { element } from '../dom';

interface Choice {
  readonly element: HTMLElement;
  offer(processes: readonly { readonly pid: number; readonly name: string }[]): void;
}

/** `chosen`: called with the pid, or with undefined for the one where the machine stands. */
export function processChoice(chosen: (pid: number | undefined) => void): Choice {
  const select = element('select');
  select.addEventListener('change', () => chosen(select.value === '' ? undefined : Number(select.value)));
  const offer: Choice['offer'] = processes => {
    const { value } = select;
    const rows = processes.map(({ pid, name }) =>
      element('option', { value: pid }, pid === 0 ? '0 idle' : `${threadLabel(pid)} ${name}`),
    );
    select.replaceChildren(element('option', { value: '' }, 'where the machine stands'), ...rows);
    select.value = processes.some(({ pid }) => String(pid) === value) ? value : '';
  };
  offer([]);
  return { element: element('label', {}, 'Process ', select), offer };
}
