/** The looks in which the tests at the user interface run: a host, a theme and a width of the window. */

const hosts = ['server', 'web'];
/** The setting of each, and the class by which VS Code says that it is in use. High contrast is what the system asks for. */
const themes = {
  dark: { colorTheme: 'Default Dark Modern', className: 'vs-dark' },
  light: { colorTheme: 'Default Light Modern', className: 'vs' },
  contrast: { forcedColors: 'active', className: 'hc-black' },
};
const sizes = { wide: { width: 1600, height: 900 }, narrow: { width: 900, height: 800 } };

const every = hosts.flatMap(host =>
  Object.keys(themes).flatMap(theme => Object.keys(sizes).map(size => ({ host, theme, size }))),
);

const isOnce = ({ host, theme, size }) =>
  host === 'server' ? theme === 'dark' && size === 'wide' : theme === 'light' && size === 'narrow';

/** The server is a build for Linux; elsewhere VS Code for the web is the one host. */
const canRun = ({ host }) => host === 'web' || process.platform === 'linux';

/** One look for each host, or all of them. */
export const looks = all =>
  every
    .filter(look => (all || isOnce(look)) && canRun(look))
    .map(look => ({
      ...look,
      name: `${look.host}-${look.theme}-${look.size}`,
      ...themes[look.theme],
      window: sizes[look.size],
    }));
