//! The chart of the README: what a call costs, by the number of callers.

use std::collections::BTreeMap;
use std::path::Path;

use plotters::prelude::*;

use crate::invoke::CURVE;
use crate::row::Table;

const SIZE: (u32, u32) = (860, 460);

/// Draws the curve of `invoke`, ours and the peers, where it was measured.
pub(crate) fn draw(table: &Table, path: &Path) {
    let mut curves: BTreeMap<&str, Vec<(f64, f64)>> = BTreeMap::new();
    for row in &table.rows {
        let Some(callers) = row.name.strip_prefix(CURVE) else {
            continue;
        };
        let Some(Ok(callers)) = callers.split_whitespace().next().map(str::parse::<f64>) else {
            continue;
        };
        let ours = std::iter::once(("executor", row.ours));
        for (name, figure) in ours.chain(row.peers.iter().copied()) {
            curves
                .entry(name)
                .or_default()
                .push((callers, figure / 1e3));
        }
    }
    if curves.is_empty() {
        return;
    }
    if let Err(error) = draw_curves(&curves, path) {
        eprintln!("the chart is not drawn: {error}");
    }
}

fn draw_curves(
    curves: &BTreeMap<&str, Vec<(f64, f64)>>,
    path: &Path,
) -> Result<(), Box<dyn std::error::Error>> {
    let points = || curves.values().flatten();
    let most = points().map(|point| point.1).fold(0.0, f64::max) * 1.3;
    let least = points().map(|point| point.1).fold(f64::MAX, f64::min) / 1.3;
    let area = SVGBackend::new(path, SIZE).into_drawing_area();
    area.fill(&WHITE)?;
    let mut chart = ChartBuilder::on(&area)
        .caption("a no-op on another thread, awaited", ("sans-serif", 20))
        .margin(12)
        .x_label_area_size(40)
        .y_label_area_size(60)
        .build_cartesian_2d((1.0..5000.0).log_scale(), (least..most).log_scale())?;
    chart
        .configure_mesh()
        .x_desc("callers at once")
        .y_desc("µs a call")
        .x_label_formatter(&|callers| format!("{callers:.0}"))
        .y_label_formatter(&|time| format!("{time:.1}"))
        .light_line_style(TRANSPARENT)
        .draw()?;
    for (index, (name, points)) in curves.iter().enumerate() {
        let width = if *name == "executor" { 4 } else { 2 };
        let colour = Palette99::pick(index).to_rgba();
        let line = LineSeries::new(points.iter().copied(), colour.stroke_width(width));
        chart.draw_series(line)?.label(*name).legend(move |(x, y)| {
            PathElement::new([(x, y), (x + 20, y)], colour.stroke_width(width))
        });
    }
    chart
        .configure_series_labels()
        .background_style(WHITE.mix(0.8))
        .border_style(BLACK)
        .draw()?;
    area.present()?;
    Ok(())
}
