/* What Material's own scripts ask for: where this site begins, and what a reader chose before. */
(function () {
  "use strict"
  var scope = new URL(document.currentScript.dataset.base, location)
  function place(name, at) { return (at || scope).pathname + "." + name }

  window.__md_scope = scope
  window.__md_hash = function (words) {
    return Array.from(words).reduce(function (sum, sign) { return (sum << 5) - sum + sign.charCodeAt(0) }, 0)
  }
  window.__md_get = function (name, store, at) {
    try {
      return JSON.parse((store || localStorage).getItem(place(name, at)))
    } catch (_) { return null /* nothing can be kept here, or it is not ours */ }
  }
  window.__md_set = function (name, value, store, at) {
    try {
      (store || localStorage).setItem(place(name, at), JSON.stringify(value))
    } catch (_) { /* not kept, that is all */ }
  }
})()
