/* Menu and search are labels, which no key reaches: put buttons in their place. A code block or a table
   that can be scrolled is a stop for the keyboard. Nothing else needs this. */
(function () {
  "use strict"
  var all = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)) }
  all(".md-search[role=dialog]").forEach(function (search) {
    search.setAttribute("aria-label", "Search")
  })
  all(".md-typeset__scrollwrap, .md-typeset table, .md-typeset pre > code").forEach(function (part) {
    if (part.scrollWidth > part.clientWidth + 1) part.tabIndex = 0
  })
  all("label.md-header__button[for]").forEach(function (label) {
    var box = document.getElementById(label.htmlFor)
    var names = { __drawer: "Menu", __search: "Search" }
    if (!box || !names[label.htmlFor]) return
    var button = document.createElement("button")
    button.type = "button"
    button.className = label.className
    button.setAttribute("for", label.htmlFor) // Material's style asks for it
    button.setAttribute("aria-label", names[label.htmlFor])
    button.append.apply(button, label.childNodes)
    label.replaceWith(button)
    button.addEventListener("click", function () {
      box.click()
      var query = document.querySelector("[data-md-component=search-query]")
      if (box.id === "__search" && box.checked) setTimeout(function () { query.focus() }, 30)
    })
    document.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !box.checked) return
      box.click()
      button.focus()
    })
  })
})()
