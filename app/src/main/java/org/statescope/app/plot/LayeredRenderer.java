package org.statescope.app.plot;

import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;

/// Leaves the data of a chart to a layer above it, such as [CurveLayer], and draws what belongs to
/// the background: bands, and grids of a plane.
final class LayeredRenderer extends XYLineAndShapeRenderer {
  private static final long serialVersionUID = 1L;

  @Override
  public int getPassCount() {
    return 0;
  }
}
