// Suggestions while one types a job title; without this script the form works just the same.
"use strict";
for (const field of document.querySelectorAll("input[data-suggestions]")) {
  const list = document.getElementById(field.getAttribute("list"));
  let asked = 0;
  let waiting;
  const show = (titles) => list.replaceChildren(...titles.map((title) => new Option(title, title)));
  const ask = async () => {
    const number = ++asked;
    const text = field.value.trim();
    if (text.length < 2) return show([]);
    const answer = await fetch(`${field.dataset.suggestions}?q=${encodeURIComponent(text)}`);
    if (answer.ok && number === asked) show((await answer.json()).titles);
  };
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(() => ask().catch(() => show([])), 120);
  });
}
