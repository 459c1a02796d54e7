/* The search over all schools. Pagefind finds wordings; where.json says at which schools each
   stands, so that what the reader does not ask for is left out before anything is fetched. */
(function () {
  "use strict"
  var page = document.querySelector("[data-loom-finder]")
  var form = page.querySelector("form")
  var told = page.querySelector(".finder__told")
  var list = page.querySelector(".finder__list")
  var more = page.querySelector(".finder__more")
  var folder = new URL(page.dataset.loomFinder, location.href)
  var top = new URL(page.dataset.loomTop, location.href)
  var AT_ONCE = 10
  var fields = ["school", "policy", "topic"]
  var turn = 0
  var loaded

  function names(select) {
    var found = {}
    Array.prototype.forEach.call(select.options, function (option) { if (option.value) found[option.value] = option })
    return found
  }
  var schoolNames = names(form.elements.school)
  var policyNames = names(form.elements.policy)

  /* The index and where its wordings stand; fetched when the first letter is typed. */
  function load() {
    if (!loaded) {
      loaded = Promise.all([
        import(new URL("pagefind/pagefind.js", folder).href).then(function (found) {
          return found.options({ noWorker: true }).then(function () { return found })
        }),
        fetch(new URL("where.json", folder)).then(function (answer) {
          if (!answer.ok) throw new Error(String(answer.status))
          return answer.json()
        })
      ]).then(function (both) { return { index: both[0], where: prepared(both[1]) } })
      loaded.catch(function () { loaded = null })
    }
    return loaded
  }

  /* Sets of schools are written as bits; here they become lists. */
  function prepared(where) {
    where.lists = where.sets.map(function (hex) {
      var bits = BigInt("0x" + hex)
      return where.schools.filter(function (_, at) { return (bits >> BigInt(at)) & 1n })
    })
    where.held = {}
    Object.keys(where.records).forEach(function (id) {
      where.records[id].forEach(function (place) {
        var policy = where.policies[place[0]]
        var held = where.held[policy] || (where.held[policy] = new Set())
        where.lists[place[1]].forEach(function (school) { held.add(school) })
      })
    })
    return where
  }

  function asked() {
    var found = { q: form.elements.q.value.trim() }
    fields.forEach(function (name) { found[name] = form.elements[name].value })
    return found
  }

  /* The places of a wording that the reader asks for: none where it is not to be shown. */
  function places(where, id, want) {
    return (where.records[id] || []).map(function (place, at) {
      return { at: at, policy: where.policies[place[0]], schools: where.lists[place[1]] }
    }).filter(function (place) {
      var option = policyNames[place.policy]
      return (!want.policy || place.policy === want.policy) &&
        (!want.topic || (option && option.dataset.topic === want.topic)) &&
        (!want.school || place.schools.indexOf(want.school) >= 0)
    })
  }

  /* A policy as a whole comes before the clauses that speak of the same. */
  function weight(where, hit) {
    return hit.score * (where.records[hit.id][0][2] ? 3 : 1)
  }

  function search() {
    var want = asked()
    var mine = ++turn
    remember(want)
    if (!want.q) {
      list.replaceChildren()
      more.hidden = true
      told.textContent = ""
      return
    }
    told.textContent = "Searching …"
    load().then(function (both) {
      return both.index.search(want.q).then(function (answer) {
        if (mine !== turn) return
        var hits = answer.results.map(function (hit) {
          return { hit: hit, places: places(both.where, hit.id, want) }
        }).filter(function (found) { return found.places.length })
        hits.sort(function (a, b) { return weight(both.where, b.hit) - weight(both.where, a.hit) })
        show(hits, want, both.where, mine)
      })
    }).catch(function () {
      if (mine !== turn) return
      told.replaceChildren("The search could not be loaded. Look in ", link(new URL("policies/", top), "the table of all policies"), " instead.")
    })
  }

  function show(hits, want, where, mine) {
    list.replaceChildren()
    told.textContent = !hits.length
      ? "Nothing is worded like that. Try fewer or other words" + (fields.some(function (n) { return want[n] }) ? ", or ask for all schools and policies." : ".")
      : hits.length === 1 ? "1 wording found." : hits.length + " wordings found, each shown once."
    var next = 0
    function add(focus) {
      var batch = hits.slice(next, next + AT_ONCE)
      next += batch.length
      return Promise.all(batch.map(function (found) { return found.hit.data() })).then(function (data) {
        if (mine !== turn) return
        var made = data.map(function (record, at) { return result(record, batch[at].places, want, where) })
        list.append.apply(list, made)
        more.hidden = next >= hits.length
        if (focus && made.length) made[0].querySelector("a").focus()
      })
    }
    more.onclick = function () { add(true) }
    return add(false)
  }

  function element(name, look, parts) {
    var made = document.createElement(name)
    if (look) made.className = look
    made.append.apply(made, parts)
    return made
  }
  function link(url, words) {
    var made = element("a", "", [words])
    made.href = url
    return made
  }

  /* A result: the clause, its words, and for each policy the schools that have it so. */
  function result(record, found, want, where) {
    var about = JSON.parse(record.raw_url)
    var words = record.content.split(/\s+/)
    var marks = new Set(record.locations)
    var item = element("li", "", [])
    var first = found[0]
    var school = want.school || first.schools[0]
    item.append(element("h2", "", [link(address(school, first, about), record.meta.title)]))
    item.append(element("p", "", text(words, marks, about[1], about[2])))
    found.forEach(function (place) { item.append(stands(place, about, want, where)) })
    return item
  }

  /* Words with those that were looked for marked, the lead-in apart. */
  function text(words, marks, lead, end) {
    var parts = []
    words.slice(0, end).forEach(function (word, at) {
      if (at) parts.push(" ")
      if (at === lead && lead) parts = [element("span", "wording__lead", parts)]
      parts.push(marks.has(at) ? element("mark", "", [word]) : word)
    })
    return parts
  }

  function address(school, place, about) {
    var at = about[3][place.at]
    return new URL(school + "/" + (at[2] || place.policy) + "/" + (at[0] ? "#" + at[0] : ""), top)
  }

  function stands(place, about, want, where) {
    var at = about[3][place.at]
    var count = place.schools.length
    var others = where.held[place.policy].size - count
    var box = element("div", "stands", [])
    var title = policyNames[place.policy] ? policyNames[place.policy].textContent : place.policy
    box.append(element("strong", "", [title]), at[1] ? ", " + at[1] + ". " : ". ")
    if (count === 1) {
      box.append("So at ", link(address(place.schools[0], place, about), name(place.schools[0])))
    } else {
      box.append(others ? "The same at " + count + " schools" : "The same at all " + count + " schools")
    }
    if (others && at[0]) {
      box.append(", ", link(new URL("policies/" + place.policy + "/#" + at[0], top), "different at " + others))
    }
    box.append(".")
    if (count > 1) box.append(folded(place, about, title))
    return box
  }

  function folded(place, about, title) {
    var summary = element("summary", "", ["The " + place.schools.length + " schools", element("span", "spoken", [" with this wording in " + title])])
    var box = element("details", "fold", [summary])
    box.addEventListener("toggle", function () {
      if (box.children.length > 1) return
      box.append(element("ul", "places", place.schools.map(function (school) {
        return element("li", "", [link(address(school, place, about), name(school))])
      })))
    })
    return box
  }

  function name(school) { return schoolNames[school] ? schoolNames[school].textContent : school }

  /* The address says what was asked for, so that it can be sent to somebody. */
  function remember(want) {
    var said = new URLSearchParams()
    Object.keys(want).forEach(function (key) { if (want[key]) said.set(key, want[key]) })
    var query = said.toString()
    history.replaceState(null, "", query ? "?" + query : location.pathname)
  }

  var wait
  form.hidden = false
  form.addEventListener("submit", function (event) {
    event.preventDefault()
    clearTimeout(wait)
    search()
  })
  form.addEventListener("input", function (event) {
    clearTimeout(wait)
    wait = setTimeout(search, event.target.name === "q" ? 250 : 0)
  })
  form.addEventListener("reset", function () { setTimeout(function () { search(); form.elements.q.focus() }) })
  form.elements.q.addEventListener("focus", function () { load().catch(function () {}) }, { once: true })

  var start = new URLSearchParams(location.search)
  ;["q"].concat(fields).forEach(function (key) {
    if (start.get(key)) form.elements[key].value = start.get(key)
  })
  if (form.elements.q.value) search()
})()
