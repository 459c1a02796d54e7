/* The trust's own pages: the table by keyboard, parts of it, and reviews that have come due since
   it was made. All of it can be read without this. */
(function () {
  "use strict"
  var list = function (found) { return Array.prototype.slice.call(found) }
  var all = function (selector, within) { return list((within || document).querySelectorAll(selector)) }
  function dated(day) {
    return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map(function (part) {
      return (part < 10 ? "0" : "") + part
    }).join("-")
  }
  function plural(count, word) { return count + " " + word + (count === 1 ? "" : "s") }

  /* A review comes due by the reader's own clock. */
  var today = dated(new Date())
  var soon = new Date()
  soon.setDate(soon.getDate() + 60)
  var horizon = dated(soon)
  all("[data-by]").forEach(function (place) {
    var chip = place.querySelector(".chip")
    var by = place.dataset.by
    var state = today > by ? ["overdue", "Overdue"] : horizon >= by ? ["due", "Due in 60 days"] : ["in-force", "In force"]
    if (chip.textContent === state[1]) return
    chip.className = "chip " + state[0]
    chip.textContent = state[1]
  })

  /* Schools in a list, by a part of their name. */
  all("[data-loom-narrow]").forEach(function (form) {
    var items = all("li", document.querySelector(form.dataset.loomNarrow))
    var told = form.querySelector("[role=status]")
    form.hidden = false
    form.addEventListener("submit", function (event) { event.preventDefault() })
    form.addEventListener("input", function () {
      var words = form.elements.school.value.trim().toLowerCase()
      var shown = items.filter(function (item) {
        item.hidden = item.textContent.toLowerCase().indexOf(words) < 0
        return !item.hidden
      })
      told.textContent = words ? plural(shown.length, "school") + " of " + items.length : ""
    })
  })

  /* Only the clauses that differ. */
  all("[data-loom-differing]").forEach(function (form) {
    var told = form.querySelector("[role=status]")
    var clauses = all(".across__clause")
    function narrow() {
      var only = form.elements.differing.checked
      clauses.forEach(function (clause) { clause.hidden = only && !clause.classList.contains("differs") })
      all(".across__part").forEach(function (part) {
        part.hidden = !part.querySelector(".across__clause:not([hidden])")
      })
      told.textContent = only ? plural(all(".across__clause.differs").length, "clause") + " of " + clauses.length : ""
    }
    form.hidden = false
    form.addEventListener("change", narrow)
    narrow()
    addEventListener("hashchange", function () {
      var target = document.getElementById(location.hash.slice(1))
      if (!target || !target.hidden) return
      form.elements.differing.checked = false
      narrow()
      target.scrollIntoView()
    })
  })

  all("table.standing").forEach(function (table) {
    var rows = all("tbody tr", table)
    var heads = all("thead tr:last-child th", table).slice(1)
    var groups = all("thead th[scope=colgroup]", table)
    setUpRoles(table)
    setUpKeys(table)
    setUpFolds(table, rows)
    var form = table.parentElement.previousElementSibling
    if (form && form.hasAttribute("data-loom-sieve")) setUpSieve(form, rows, heads, groups)
  })

  /* On a phone the style makes cards of the rows: a screen reader must still find a table. */
  function setUpRoles(table) {
    var roles = { TABLE: "table", THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" }
    if (!matchMedia("(max-width: 44.984375em)").matches) return
    ;[table].concat(all("thead, tbody, tr, td, th", table)).forEach(function (part) {
      var head = /^col/.test(part.scope) ? "columnheader" : "rowheader"
      part.setAttribute("role", roles[part.tagName] || head)
    })
  }

  /* One stop for Tab, and the arrow keys from there: nobody tabs through thousands of cells. */
  function setUpKeys(table) {
    var stop
    function links(row) { return all("a", row) }
    function grid() {
      return all("tr:last-child, tbody tr", table).filter(function (row, at, every) {
        return !row.hidden && every.indexOf(row) === at && row.querySelector("th")
      }).map(function (row) { return list(row.cells).filter(function (cell) { return !cell.hidden }) })
    }
    function linkOf(cell) { return cell && cell.querySelector("a") }
    function take(link) {
      if (stop) stop.tabIndex = -1
      stop = link
      stop.tabIndex = 0
    }
    links(table).forEach(function (link) { link.tabIndex = -1 })
    take(table.querySelector("tbody a") || table.querySelector("a"))
    all("[data-loom-keys]", table).forEach(function (words) { words.hidden = false })
    table.addEventListener("focusin", function (event) {
      var link = event.target.closest("a")
      if (link) take(link)
    })
    /* The nearest cell in a direction that leads anywhere. */
    function next(cells, row, column, down, right) {
      for (row += down, column += right; cells[row] && column >= 0 && column < cells[row].length; row += down, column += right) {
        if (linkOf(cells[row][column])) return linkOf(cells[row][column])
      }
    }
    function edge(cells, row, last) {
      var found = cells[row].map(linkOf).filter(Boolean)
      return last ? found[found.length - 1] : found[0]
    }
    table.addEventListener("keydown", function (event) {
      var moves = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] }
      var cell = event.target.closest("td, th")
      var known = moves[event.key] || event.key === "Home" || event.key === "End"
      if (!known || !cell || event.altKey || event.ctrlKey || event.metaKey || event.target.tagName !== "A") return
      var cells = grid()
      var row = cells.findIndex(function (found) { return found.indexOf(cell) >= 0 })
      var column = cells[row].indexOf(cell)
      var move = moves[event.key]
      var target = move ? next(cells, row, column, move[0], move[1]) : edge(cells, row, event.key === "End")
      event.preventDefault()
      if (target) target.focus()
    })
    table.loomRest = function () {
      if (stop && stop.offsetParent !== null) return
      var first = all("tbody a", table).filter(function (link) { return link.offsetParent !== null })[0]
      if (first) take(first)
    }
  }

  /* Many schools on a phone: each is a card that opens. */
  function setUpFolds(table, rows) {
    if (rows.length <= 5) return
    table.classList.add("folds")
    rows.forEach(function (row) {
      var head = row.querySelector("th")
      var button = document.createElement("button")
      var count = row.querySelectorAll("td a:not(.none)").length
      button.type = "button"
      button.className = "fold-button"
      button.setAttribute("aria-expanded", "false")
      button.textContent = count === 1 ? "Show 1 policy" : "Show " + count + " policies"
      var whose = document.createElement("span")
      whose.className = "spoken"
      whose.textContent = " of " + head.textContent.trim()
      button.append(whose)
      button.addEventListener("click", function () {
        var open = row.classList.toggle("open")
        button.setAttribute("aria-expanded", String(open))
        button.firstChild.data = button.firstChild.data.replace(/^(Show|Hide)/, open ? "Hide" : "Show")
        all("td a", row).forEach(function (link) { link.tabIndex = 0 })
      })
      head.append(button)
    })
  }

  /* Part of the table: by the school's name and phase, the topic, and what the cells say. */
  function setUpSieve(form, rows, heads, groups) {
    var told = form.querySelector("[role=status]")
    var field = function (name) { return form.elements[name] ? form.elements[name].value.trim() : "" }
    function state(cell) {
      var chip = cell.querySelector(".chip, .none > :last-child")
      return chip ? chip.textContent : ""
    }
    function narrow() {
      var words = field("school").toLowerCase()
      var wanted = field("state")
      var columns = heads.map(function (head) { return !field("topic") || head.dataset.topic === field("topic") })
      var says = rows.map(function (row) {
        return list(row.cells).slice(1).map(function (cell) { return !wanted || state(cell) === wanted })
      })
      var shown = rows.map(function (row, number) {
        var named = row.cells[0].querySelector("a").textContent.toLowerCase().indexOf(words) >= 0
        var phased = !field("phase") || row.dataset.phase === field("phase")
        return named && phased && says[number].some(function (yes, at) { return yes && columns[at] })
      })
      columns = columns.map(function (yes, at) {
        return yes && (!wanted || says.some(function (cells, number) { return shown[number] && cells[at] }))
      })
      rows.forEach(function (row, number) {
        row.hidden = !shown[number]
        list(row.cells).slice(1).forEach(function (cell, at) { cell.hidden = !columns[at] })
      })
      heads.forEach(function (head, at) { head.hidden = !columns[at] })
      groups.forEach(function (group) {
        var count = heads.filter(function (head, at) { return columns[at] && head.dataset.topic === group.dataset.topic }).length
        group.hidden = !count
        group.colSpan = count || 1
      })
      tell(shown.filter(Boolean).length, columns.filter(Boolean).length)
      rows[0].closest("table").loomRest()
    }
    function tell(schools, policies) {
      var asked = ["school", "topic", "phase", "state"].some(field)
      var some = plural(schools, "school") + " of " + rows.length + ", " + policies +
        (policies === 1 ? " policy of " : " policies of ") + heads.length
      told.textContent = !asked ? "" : schools && policies ? some : "Nothing in the table is so."
    }
    form.hidden = false
    form.addEventListener("submit", function (event) { event.preventDefault() })
    form.addEventListener("input", narrow)
    form.addEventListener("reset", function () { setTimeout(narrow) })
    narrow()
  }
})()
