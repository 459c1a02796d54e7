/* The colours that a reader chose before, set while the page is still being read. */
(function () {
  "use strict"
  var chosen = (window.__md_get("__palette") || {}).color
  if (!chosen) return
  var own = "(prefers-color-scheme"
  if (chosen.media === own + ")") { /* "as my device has it": take what that is today */
    var scheme = matchMedia(own + ": light)").matches ? ": light)" : ": dark)"
    var option = document.querySelector("[data-md-color-media='" + own + scheme + "']")
    if (!option) return
    ;["media", "scheme", "primary", "accent"].forEach(function (key) {
      chosen[key] = option.getAttribute("data-md-color-" + key)
    })
  }
  Object.keys(chosen).forEach(function (key) {
    document.body.setAttribute("data-md-color-" + key, chosen[key])
  })
})()
