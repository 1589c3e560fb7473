// Runs before the first paint, as a file of its own because the content security policy allows no inline script.
(function () {
  var system = matchMedia('(prefers-color-scheme: dark)');
  function show() {
    var chosen = null;
    try {
      chosen = localStorage.getItem('ds.theme');
    } catch (_) {
      // Storage may be blocked; the system's choice is then used.
    }
    var dark = chosen ? chosen === 'dark' : system.matches;
    document.documentElement.dataset.theme = dark ? 'dark' : 'light';
  }
  show();
  // Who has chosen nothing goes dark with the evening, without loading the page again.
  system.addEventListener('change', show);
})();
