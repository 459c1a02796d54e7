/* Keyboard and phone help for the site. Everything can be read without it. */
(function () {
  "use strict"
  var byId = function (id) { return document.getElementById(id) }
  var all = function (selector) { return Array.prototype.slice.call(document.querySelectorAll(selector)) }

  /* The buttons that open menu and search: Material keeps both in check boxes. */
  all("[data-loom-toggle]").forEach(function (button) {
    var box = byId(button.dataset.loomToggle)
    button.addEventListener("click", function () {
      box.click()
      if (box.id === "__search" && box.checked) focusSearch()
      if (box.id === "__drawer" && box.checked) focusMenu()
    })
    box.addEventListener("change", function () {
      button.setAttribute("aria-expanded", String(box.checked))
    })
  })

  function focusSearch() {
    setTimeout(function () { document.querySelector("[data-md-component=search-query]").focus() }, 30)
  }

  function focusMenu() {
    setTimeout(function () { document.querySelector(".loom-nav a").focus() }, 30)
  }

  /* The large button on the front page opens the same search as the one in the header. */
  all("[data-loom-search]").forEach(function (button) {
    button.hidden = false
    button.addEventListener("click", function () {
      if (!byId("__search").checked) byId("__search").click()
      focusSearch()
    })
  })

  /* Escape closes the menu; so does moving the focus out of it. */
  var drawer = byId("__drawer")
  var menu = document.querySelector("[data-loom-toggle=__drawer]")
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape" && drawer.checked) {
      drawer.click()
      menu.focus()
    }
  })
  document.addEventListener("focusin", function (event) {
    var inside = event.target.closest(".md-sidebar--primary") || event.target === menu || event.target === drawer
    if (menu && drawer.checked && !inside) drawer.click()
  })

  /* A table that its style turns into cards must stay a table for a screen reader. */
  var roles = {
    TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell"
  }
  all("table.loom-table, table.loom-table thead, table.loom-table tbody, table.loom-table tr, table.loom-table td, table.loom-table th").forEach(function (part) {
    var head = part.scope === "col" ? "columnheader" : "rowheader"
    part.setAttribute("role", roles[part.tagName] || head)
  })

  /* Only a table that can be scrolled is a stop for the keyboard. */
  var scrolls = all(".scroll")
  function markScrolls() {
    scrolls.forEach(function (region) {
      if (region.scrollWidth > region.clientWidth + 1) {
        region.tabIndex = 0
        region.setAttribute("role", "region")
      } else {
        region.removeAttribute("tabindex")
        region.removeAttribute("role")
      }
    })
  }
  markScrolls()
  window.addEventListener("resize", markScrolls)

  /* From a search result: go to the first place, in the part found, where the word stands. */
  function goToWord(tries) {
    var marks = all(".policy mark")
    if (!marks.length) {
      if (tries > 0) setTimeout(function () { goToWord(tries - 1) }, 50)
      return
    }
    var start = byId(decodeURIComponent(location.hash.slice(1)))
    var part = start && (start.closest("section, aside") || start.parentElement)
    var mark = marks.filter(function (m) { return part && part.contains(m) })[0] || marks[0]
    var rule = mark.closest(".clause") || mark
    rule.classList.add("found")
    rule.scrollIntoView({ block: "center" })
  }
  if (new URLSearchParams(location.search).get("h")) goToWord(60)

  /* Which edition was in force on a day: the table knows, this asks it. */
  all("[data-loom-asof]").forEach(function (form) {
    var field = form.querySelector("input")
    var answer = form.querySelector("output")
    var rows = all(".periods tbody tr")

    function words(day) {
      return new Date(day + "T00:00:00").toLocaleDateString("en-GB", { day: "numeric", month: "long", year: "numeric" })
    }
    function inside(row, day) {
      return row.dataset.since <= day && (!row.dataset.until || day < row.dataset.until)
    }
    function tell() {
      var day = field.value
      var row = rows.filter(function (r) { return inside(r, day) })[0]
      rows.forEach(function (r) { r.classList.toggle("chosen", Boolean(day) && r === row) })
      answer.textContent = ""
      if (!day) return
      answer.append("On " + words(day) + ": ")
      if (!row) {
        answer.append("no edition is recorded.")
        return
      }
      Array.prototype.forEach.call(row.lastElementChild.childNodes, function (node) {
        answer.append(node.cloneNode(true))
      })
      answer.append(".")
      history.replaceState(null, "", "?on=" + day)
    }
    form.hidden = false
    form.addEventListener("submit", function (event) { event.preventDefault() })
    field.addEventListener("input", tell)
    var asked = new URLSearchParams(location.search).get("on")
    if (asked && /^\d{4}-\d{2}-\d{2}$/.test(asked)) {
      field.value = asked
      tell()
    }
  })

  /* When a review is due: the page has both sentences with their days, and the reader's own clock
     says which of them is true by now. */
  var now = new Date()
  var today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map(function (part) {
    return (part < 10 ? "0" : "") + part
  }).join("-")
  all("[data-due-by]").forEach(function (told) {
    var state = today > told.dataset.dueBy ? "overdue" : today >= told.dataset.dueFrom ? "due" : ""
    told.hidden = !state
    Array.prototype.forEach.call(told.children, function (words) {
      words.hidden = words.dataset.due !== state
    })
  })

  /* A copy button at every rule: made when it is wanted, so that it weighs nothing until then. A
     pointer finds it beside the rule under it; a switch shows them all, for keyboard and touch. */
  var SHOWN = "loom-copy"
  var speaker
  function speak(words) {
    speaker.textContent = ""
    setTimeout(function () { speaker.textContent = words }, 50)
  }
  function addressOf(rule) {
    return location.href.split(/[?#]/)[0] + "#" + rule.id
  }
  function copied(words) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(words)
    var box = document.createElement("textarea")
    box.value = words
    box.style.position = "fixed"
    document.body.append(box)
    box.select()
    var done = document.execCommand("copy")
    box.remove()
    return done ? Promise.resolve() : Promise.reject()
  }
  function copyButton(rule) {
    var button = document.createElement("button")
    var start = rule.textContent.trim().split(/\s+/).slice(0, 6).join(" ")
    button.type = "button"
    button.className = "copy-link"
    button.title = "Copy the link to this rule"
    button.setAttribute("aria-label", "Copy the link to the rule “" + start + "…”")
    button.addEventListener("click", function () {
      history.replaceState(null, "", addressOf(rule))
      copied(addressOf(rule)).then(function () {
        button.classList.add("done")
        setTimeout(function () { button.classList.remove("done") }, 2500)
        speak("Link copied.")
      }, function () {
        speak("The link could not be copied. It stands in the address bar now.")
      })
      button.focus()
    })
    rule.after(button)
    return button
  }
  function setUpCopying(edition) {
    var rules = Array.prototype.slice.call(edition.querySelectorAll(".clause[id]"))
    if (!rules.length) return
    var made = new Map()
    function buttonOf(rule) {
      if (!made.has(rule)) made.set(rule, copyButton(rule))
      return made.get(rule)
    }
    edition.addEventListener("pointerover", function (event) {
      if (event.pointerType !== "mouse") return
      var rule = event.target.closest && event.target.closest(".clause[id]")
      if (rule) buttonOf(rule)
    })
    speaker = document.createElement("p")
    speaker.className = "spoken"
    speaker.setAttribute("role", "status")
    edition.after(speaker)
    var box = document.createElement("input")
    var label = document.createElement("label")
    box.type = "checkbox"
    label.className = "copy-switch"
    label.append(box, " Show a copy button at every rule")
    function show(on) {
      if (on) rules.forEach(buttonOf)
      edition.classList.toggle("copying", on)
      try { localStorage.setItem(SHOWN, on ? "1" : "") } catch (_) { /* not kept, that is all */ }
    }
    box.addEventListener("change", function () { show(box.checked) })
    try { box.checked = localStorage.getItem(SHOWN) === "1" } catch (_) { /* off, then */ }
    if (box.checked) show(true)
    var place = edition.querySelector(".front .more")
    if (place) place.append(label)
  }
  all(".policy > .edition").forEach(setUpCopying)
})()
