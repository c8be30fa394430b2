/* Draws the tables of figures: <figure class="chart" data-chart="bars|line|ranks" [data-max]> with a <canvas hidden> and a <table> whose
   cells carry data-value. The table stays for everybody; without this script, or without Chart.js, it is all there is. */

const { Chart } = globalThis;
const redraw = new Set();

if (Chart) {
  document.querySelectorAll('figure[data-chart]').forEach(draw);
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => redraw.forEach((again) => again()));
}

function draw(figure) {
  const canvas = figure.querySelector('canvas');
  const table = figure.querySelector('table');
  const heads = [...table.tHead.rows[0].cells].slice(1).map((cell) => cell.textContent.trim());
  const rows = [...table.tBodies[0].rows];
  const labels = rows.map((row) => row.cells[0].textContent.trim());
  canvas.parentElement.hidden = false;
  let chart = new Chart(canvas, config());
  redraw.add(() => {
    chart.destroy();
    chart = new Chart(canvas, config());
  });

  function config() {
    const token = (name) => getComputedStyle(figure).getPropertyValue(name).trim();
    const colours = [token('--action'), token('--ink-soft')];
    const ranks = figure.dataset.chart === 'ranks';
    const line = figure.dataset.chart === 'line';
    const columns = line ? heads.slice(0, 1) : heads;
    const scale = { ticks: { color: token('--ink-soft') }, grid: { color: token('--rule') } };
    const counted = {
      ...scale,
      beginAtZero: true,
      max: Number(figure.dataset.max) || undefined,
      ticks: { ...scale.ticks, precision: 0 },
    };
    return {
      type: line ? 'line' : 'bar',
      data: {
        labels,
        datasets: columns.map((label, column) => ({
          label,
          data: rows.map((row) => value(row.cells[column + 1])),
          backgroundColor: colours[column],
          borderColor: colours[column],
          borderWidth: line ? 2 : 0,
          spanGaps: true,
          maxBarThickness: 28,
        })),
      },
      options: {
        indexAxis: ranks ? 'y' : 'x',
        animation: false,
        maintainAspectRatio: false,
        plugins: { legend: { display: columns.length > 1, labels: { color: token('--ink') } } },
        scales: ranks ? { x: counted, y: scale } : { x: scale, y: counted },
      },
    };
  }
}

function value(cell) {
  return cell.dataset.value === undefined ? null : Number(cell.dataset.value);
}
