package org.statescope.app.plot;

import org.jfree.chart.axis.NumberAxis;

/// A linear axis in the lab's number format that never forces zero into view.
final class RoundAxis extends NumberAxis {
  private static final long serialVersionUID = 1L;

  RoundAxis() {
    setAutoRange(false);
    setAutoRangeIncludesZero(false);
    setNumberFormatOverride(new TickFormat());
  }
}
