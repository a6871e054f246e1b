/** The looks in which the tests at the user interface run: a host, a theme and a width of the window. */

const hosts = ['server', 'web'];
const themes = {
  dark: 'Default Dark Modern',
  light: 'Default Light Modern',
  contrast: 'Default High Contrast',
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
      colorTheme: themes[look.theme],
      window: sizes[look.size],
    }));
