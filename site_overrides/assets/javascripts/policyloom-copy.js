/* Is this copy current? The page has every answer; this finds the ones that a code asks for. */
(function () {
  "use strict"
  var form = document.querySelector("[data-loom-copy]")
  if (!form) return
  var field = form.querySelector("input")
  var answer = document.getElementById("copy-answer")
  var alphabet = form.dataset.alphabet
  var length = Number(form.dataset.length)
  var beginning = Number(form.dataset.beginning)
  var rows = Array.prototype.slice.call(document.querySelectorAll("tr[data-begins]"))

  /* As policyloom.outputs.copies has it: what looks alike is forgiven, and so is what stands between. */
  function normal(typed) {
    return typed.toUpperCase().replace(/[^0-9A-Z]/g, "").replace(/O/g, "0").replace(/[IL]/g, "1").replace(/U/g, "V")
  }
  function sound(code) {
    var total = 0
    for (var i = 0; i < length - 1; i++) {
      total = (total ^ alphabet.indexOf(code[i])) << 1
      if (total & 32) total ^= 37
    }
    return alphabet[total] === code[length - 1]
  }
  function shown(code) { return code.slice(0, beginning) + "-" + code.slice(beginning) }

  function today() {
    var now = new Date()
    var two = function (number) { return String(number).padStart(2, "0") }
    return now.getFullYear() + "-" + two(now.getMonth() + 1) + "-" + two(now.getDate())
  }
  function named(list, part) { return list.split(" ").indexOf(part) >= 0 }

  /* What a row says of a code: what holds from its day on, else by the particulars' part. */
  function saying(row, code) {
    var later = row.querySelector("template")
    if (later && row.dataset.turns <= today()) return later.content.querySelector(".copy-says")
    var now = row.dataset.now
    var same = !now || named(now, code.slice(beginning, length - 1))
    return row.querySelector("[data-says=" + (same ? "same" : "changed") + "]")
  }
  function fromTemplate(name) {
    return document.getElementById("copy-says-" + name).content.querySelector(".copy-says")
  }

  function notice(says, about) {
    var made = document.createElement("div")
    made.className = "notice " + says.dataset.tone
    if (about) {
      var first = document.createElement("p")
      first.className = "copy-about"
      first.textContent = about
      made.append(first)
    }
    Array.prototype.forEach.call(says.children, function (part) {
      if (!part.classList.contains("copy-before")) made.append(part.cloneNode(true))
    })
    return made
  }
  function about(row) { return row.dataset.title + ". " + row.children[1].textContent }

  /* A link to another page for copies takes the code along. */
  function onward(made, code) {
    Array.prototype.forEach.call(made.querySelectorAll("a"), function (link) { link.search = "?c=" + shown(code) })
    return made
  }
  /* The trust's page: its rows are schools, and each school's own page knows the copy. */
  function schools(code, asked) {
    var found = rows.filter(function (row) { return row.dataset.begins === code.slice(0, 2) })
    var made = notice(fromTemplate(found.length > 1 ? "several" : found.length ? "found" : "unknown"), asked)
    if (!found.length) return made
    var list = document.createElement("ul")
    list.className = "links"
    found.forEach(function (row) {
      var item = document.createElement("li")
      item.append(row.querySelector("a").cloneNode(true))
      list.append(item)
    })
    made.append(list)
    return onward(made, code)
  }

  function notices(code) {
    if (code.length !== length) return [notice(fromTemplate("short"))]
    if (!sound(code)) return [notice(fromTemplate("slip"))]
    var asked = "Copy " + shown(code)
    if (!form.dataset.school) return [schools(code, asked)]
    if (code.slice(0, 2) !== form.dataset.school) return [onward(notice(fromTemplate("school"), asked), code)]
    var found = rows.filter(function (row) { return named(row.dataset.begins, code.slice(0, beginning)) })
    if (!found.length) return [notice(fromTemplate("unknown"), asked)]
    var said = found.map(function (row) { return notice(saying(row, code), about(row)) })
    return found.length > 1 ? [notice(fromTemplate("several"))].concat(said) : said
  }

  function tell() {
    var code = normal(field.value)
    rows.forEach(function (row) {
      row.classList.toggle("chosen", code.length === length && sound(code) && named(row.dataset.begins, code.slice(0, form.dataset.school ? beginning : 2)))
    })
    answer.replaceChildren.apply(answer, code ? notices(code) : [])
    history.replaceState(null, "", code ? "?c=" + code : location.pathname)
  }

  form.hidden = false
  form.addEventListener("submit", function (event) {
    event.preventDefault()
    tell()
  })
  field.addEventListener("input", function () {
    if (normal(field.value).length === length) tell()
    else answer.replaceChildren()
  })

  var asked = new URLSearchParams(location.search).get("c")
  if (asked) {
    var code = normal(asked.slice(0, 40))
    field.value = code.length === length ? shown(code) : asked.slice(0, 40)
    tell()
  }
})()
