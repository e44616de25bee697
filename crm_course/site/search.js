// Finds the sections of the lessons that hold every word typed, accents and capitals aside.
const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase().replace(/[’']/g, " ");
const sections = window.WORDS.map((one) => ({ ...one, folded: plain(`${one.lesson} ${one.title} ${one.words}`) }));
const field = document.getElementById("search"), list = document.getElementById("found"), count = document.getElementById("count");

field.addEventListener("input", () => {
  const words = plain(field.value).split(/\s+/).filter((word) => word.length > 1);
  const found = words.length ? sections.filter((one) => words.every((word) => one.folded.includes(word))) : [];
  list.replaceChildren(...found.slice(0, 30).map((one) => {
    const item = document.createElement("li"), link = document.createElement("a"), told = document.createElement("div");
    link.href = one.page;
    link.textContent = one.title === one.lesson ? one.lesson : `${one.lesson} – ${one.title}`;
    const at = Math.max(0, plain(one.words).indexOf(words[0]) - 60);
    told.className = "note";
    told.textContent = one.words.slice(at, at + 180);
    item.append(link, told);
    return item;
  }));
  count.textContent = words.length ? (found.length ? String(found.length) : count.dataset.none) : "";
});
