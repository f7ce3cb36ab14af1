// Before anything is drawn: the theme that somebody chose, else the system's. A file of its own, as
// the Content-Security-Policy takes no inline scripts. The same as features/shell/theme.ts.
try {
  const theme = localStorage.getItem('tillwatch.theme');
  if (theme === 'light' || theme === 'dark') {
    document.documentElement.dataset.theme = theme;
    document.querySelector('meta[name="color-scheme"]').content = theme;
  }
} catch {
  // A browser that keeps nothing: the system's theme.
}
