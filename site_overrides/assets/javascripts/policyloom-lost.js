/* The not-found page: asks the site's own search for the words of the address that was followed. */
(function () {
  "use strict"
  var page = document.querySelector("[data-loom-lost]")
  var meant = page.querySelector("[data-loom-meant]")
  var told = meant.querySelector("[role=status]")
  var list = meant.querySelector("ul")
  var more = meant.querySelector(".more a")
  var MOST = 5
  /* Parts of addresses that say nothing about what a page is about. */
  var EMPTY = /^(\d+|.|404|index|default|home|html?|php|aspx?|pdf|docx?|odt|www|wp|content|uploads?|files?|documents?|docs?|downloads?|attachments?|assets|images|versions|changes|latest|final|old|new|copy|of|the|and|an|for|in|to|at|on|our|us)$/
  var GENERAL = /^polic(y|ies)$/

  function decoded(part) {
    try { return decodeURIComponent(part) } catch (error) { return part }
  }

  /* The words of an address: "/hazelbrook/complaints-policy_2024.pdf" has "complaints". */
  function wordsOf(path) {
    var found = decoded(path).toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(function (word, at, every) {
      return word && !EMPTY.test(word) && every.indexOf(word) === at
    })
    var telling = found.filter(function (word) { return !GENERAL.test(word) })
    return (telling.length ? telling : found).slice(0, 8).join(" ").slice(0, 80)
  }

  /* On the trust's own page an address may begin with a school's folder: that school is meant. */
  function school() {
    return Array.prototype.filter.call(page.querySelectorAll("[data-loom-school]"), function (link) {
      return location.pathname.indexOf(link.pathname) === 0
    })[0]
  }

  var home = new URL(school() ? school().href : page.dataset.loomLost, location.href)
  var inside = location.pathname.indexOf(home.pathname) === 0
  var words = wordsOf(inside ? location.pathname.slice(home.pathname.length) : location.pathname)
  if (!words) return

  function line(link) {
    var item = document.createElement("li")
    var name = document.createElement("div")
    var way = document.createElement("a")
    var teaser = link.querySelector("p")
    name.className = "policies__name"
    way.href = link.href
    way.textContent = link.querySelector("h1, h2").textContent
    name.append(way)
    if (teaser) {
      var text = document.createElement("p")
      text.textContent = teaser.textContent
      name.append(text)
    }
    item.append(name)
    return item
  }

  function show(links) {
    list.replaceChildren.apply(list, links.slice(0, MOST).map(line))
    list.hidden = !links.length
    told.textContent = links.length
      ? "Found with the words of the address, “" + words + "”:"
      : "Nothing was found with the words of the address, “" + words + "”."
  }

  var policies = Array.prototype.map.call(page.querySelectorAll("[data-loom-policy]"), function (link) {
    return link.pathname
  })
  var results = document.querySelector(".md-search-result__list")
  function found() {
    var links = Array.prototype.slice.call(results.querySelectorAll(".md-search-result__item > a"))
    var ours = links.filter(function (link) { return link.pathname.indexOf(home.pathname) === 0 })
    show(best(ours.length ? ours : links))
  }

  /* One line for each page: first those of which the title has a word of the address, and among
     them the policies. */
  function best(links) {
    var pages = links.filter(function (link, at) {
      return links.findIndex(function (other) { return other.pathname === link.pathname }) === at
    })
    function rank(link) {
      var title = link.querySelector("h1, h2").textContent.toLowerCase()
      var named = words.split(" ").some(function (word) { return title.indexOf(word) >= 0 })
      return (named ? 2 : 0) + (policies.indexOf(link.pathname) >= 0 ? 1 : 0)
    }
    return pages.sort(function (one, other) { return rank(other) - rank(one) })
  }

  more.textContent = school() ? "Search " + school().textContent + " for “" + words + "”" : "More results for “" + words + "”"
  more.href = (school() ? home.pathname : page.dataset.loomMore) + "?q=" + encodeURIComponent(words)
  told.textContent = "Searching for the words of the address, “" + words + "”"
  meant.hidden = false

  /* Material's search works for its box in the header: it is asked there, and its answer copied. */
  var box = document.querySelector("[data-md-component=search-query]")
  if (!box || !results) return
  new MutationObserver(found).observe(results, { childList: true })
  function ask() {
    box.value = words
    box.dispatchEvent(new Event("keyup", { bubbles: true }))
  }
  window.addEventListener("load", ask)
})()
