// Sets the theme before the first paint: a classic script in <head>. app.js switches it by `rodlaTheme`.
(() => {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const chosen = () => {
    try {
      return localStorage.getItem('rodla-theme');
    } catch {
      return null;
    }
  };
  const apply = () => {
    document.documentElement.dataset.theme = chosen() ?? (dark.matches ? 'dark' : 'light');
  };
  window.rodlaTheme = {
    /** The other theme from now on. */
    toggle() {
      const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
      try {
        localStorage.setItem('rodla-theme', next);
      } catch {
        /* Private window: for this page only. */
      }
      document.documentElement.dataset.theme = next;
    },
  };
  dark.addEventListener('change', apply);
  apply();
})();
