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
  // src/lib/i18n.ts chooses likewise.
  function speak() {
    var spoken = null;
    try {
      spoken = localStorage.getItem('ds.language');
    } catch (_) {
      // As above.
    }
    var wanted = [spoken || ''].concat(navigator.languages || []);
    for (var index = 0; index < wanted.length; index++) {
      var language = wanted[index].slice(0, 2);
      if (language === 'en' || language === 'de') break;
      language = 'en';
    }
    document.documentElement.lang = language;
    // The start page stands in the document in each language: scripts/prerender.mjs.
    if (location.pathname === '/') document.documentElement.dataset.firstPaint = language;
  }
  show();
  speak();
  // Who has chosen nothing goes dark with the evening, without loading the page again.
  system.addEventListener('change', show);
})();
