#include "weft/explorer/output/html_page.h"

namespace weft::output {

namespace {

constexpr std::string_view kStyle = R"(
  :root { color-scheme: light dark; --ink: #1b1f24; --paper: #fff; --box: #eef2f7; --bad: #b3261e;
          --mark: #ffe9a8; }
  @media (prefers-color-scheme: dark) {
    :root { --ink: #e6e9ee; --paper: #14171b; --box: #242a32; --bad: #ff8a80; --mark: #5c4a10; } }
  body { margin: 0; padding: 1rem 1.5rem; color: var(--ink); background: var(--paper);
         font: 15px/1.5 system-ui, sans-serif; }
  h1 { margin: 0 0 .25rem; font-size: 1.3rem; color: var(--bad); }
  p { margin: .25rem 0; max-width: 70rem; }
  code, pre { font-family: ui-monospace, Menlo, Consolas, monospace; font-size: 13px; }
  nav { position: sticky; top: 0; z-index: 1; padding: .5rem 0; background: var(--paper);
        display: flex; gap: .5rem; align-items: center; flex-wrap: wrap; }
  nav input { flex: 1; min-width: 10rem; }
  main { display: flex; gap: 1.5rem; align-items: flex-start; }
  .picture { overflow-x: auto; flex: 3; }
  [hidden] { display: none !important; }
  aside { flex: 1; min-width: 17rem; position: sticky; top: 3.5rem; background: var(--box);
          padding: .5rem 1rem; border-radius: 6px; }
  aside dt { font-weight: bold; margin-top: .4rem; }
  aside dd { margin: 0; overflow-wrap: anywhere; }
  aside pre { overflow-x: auto; margin: 0; }
  .legend { font-size: 13px; opacity: .8; }
  #which { flex: none; min-width: 0; width: 3rem; }
  #verdict { min-width: 4rem; }
  .step { cursor: pointer; }
  .step.later { opacity: .35; }
  .picture .step.chosen rect { fill: var(--mark); stroke-width: 2.5; }
  @media (max-width: 50rem) { main { flex-direction: column; align-items: stretch; }
                              .picture { max-width: 100%; } aside { position: static; } }
  @media print { nav, aside { display: none; } .step.later { opacity: 1; }
                 body, h1 { color: #000; background: #fff; }
                 .picture, .picture[hidden] { display: block !important; overflow: visible; }
                 main { display: block; } .picture svg { max-width: 100%; height: auto; }
                 h1, h2 { break-after: avoid; } .picture { break-inside: avoid; } }
)";

constexpr std::string_view kScript = R"(
  'use strict';
  const schedules = JSON.parse(document.getElementById('steps').textContent);
  const pictures = document.querySelectorAll('.picture');
  const slider = document.getElementById('slider');
  const which = document.getElementById('which');
  const fields = ['goroutine', 'what', 'value', 'place', 'source', 'stack', 'holds', 'prints',
                  'remark'];
  let schedule = 0;
  let steps = schedules[0].steps;
  let chosen = steps.length;

  function show(number, follow) {
    chosen = Math.min(Math.max(number, steps.length ? 1 : 0), steps.length);
    slider.value = chosen;
    document.getElementById('count').textContent = 'step ' + chosen + ' of ' + steps.length;
    for (const box of pictures[schedule].querySelectorAll('.step[data-step]')) {
      const at = Number(box.dataset.step);
      box.classList.toggle('chosen', at === chosen);
      box.classList.toggle('later', at > chosen);
      if (at === chosen && follow) box.scrollIntoView({block: 'nearest', inline: 'nearest'});
    }
    for (const end of pictures[schedule].querySelectorAll('.forever')) {
      end.classList.toggle('later', chosen < steps.length);
    }
    tell(chosen);
  }

  function choose(number) {
    schedule = number;
    steps = schedules[schedule].steps;
    pictures.forEach((picture, n) => { picture.hidden = n !== schedule; });
    slider.max = steps.length;
    which.value = schedule;
    document.getElementById('verdict').textContent = schedules[schedule].name;
    show(schedules[schedule].parts || steps.length, true);
  }

  function tell(number) {
    const step = steps[number - 1];
    if (!step) return;
    for (const field of fields) {
      const text = step[field] || '';
      document.getElementById(field).textContent = text;
      document.getElementById(field).hidden = document.getElementById(field + '-name').hidden = !text;
    }
  }

  for (const box of document.querySelectorAll('.step[data-step]')) {
    const at = Number(box.dataset.step);
    box.addEventListener('click', () => show(at, false));
    box.addEventListener('mouseenter', () => tell(at));
    box.addEventListener('mouseleave', () => tell(chosen));
  }
  slider.addEventListener('input', () => show(Number(slider.value), true));
  document.getElementById('back').addEventListener('click', () => show(chosen - 1, true));
  document.getElementById('on').addEventListener('click', () => show(chosen + 1, true));
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === 's' && which) {
      event.preventDefault();
      choose(1 - schedule);
      return;
    }
    const moves = {ArrowRight: 1, ArrowDown: 1, j: 1, n: 1, ArrowLeft: -1, ArrowUp: -1, k: -1, p: -1,
                   Home: -steps.length, End: steps.length};
    if (!(event.key in moves)) return;
    event.preventDefault();
    show(chosen + moves[event.key], true);
  });
  if (which) which.addEventListener('input', () => choose(Number(which.value)));
  show(steps.length, false);
)";

}  // namespace

std::string_view page_style() {
  return kStyle;
}

std::string_view page_script() {
  return kScript;
}

}  // namespace weft::output
