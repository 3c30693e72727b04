package org.statescope.app.plot;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/// A logarithmic axis with ticks at 1, 2 and 5 times the powers of ten where they fit, at whole
/// powers where more decades show, and at round numbers where less than a decade does. JFreeChart's
/// own labels a narrow range with powers such as 10^0.3.
final class LogarithmicAxis extends LogAxis {
  private static final long serialVersionUID = 1L;
  private static final double SMALLEST_GAP = 24;

  @Override
  protected List<NumberTick> refreshTicksVertical(
      Graphics2D g, Rectangle2D area, RectangleEdge edge) {
    List<NumberTick> ticks = new ArrayList<>();
    for (double value :
        tickValues(getRange().getLowerBound(), getRange().getUpperBound(), area.getHeight())) {
      ticks.add(
          new NumberTick(
              value, TickFormat.text(value), TextAnchor.CENTER_RIGHT, TextAnchor.CENTER_RIGHT, 0));
    }
    return ticks;
  }

  /// The tick values between two positive bounds that keep their distance on `pixels`.
  static List<Double> tickValues(double lower, double upper, double pixels) {
    double decades = Math.log10(upper / lower);
    double room = pixels / SMALLEST_GAP;
    if (decades < 1) {
      return linear(lower, upper, room);
    }
    double perDecade = room / decades;
    double[] steps = perDecade >= 3 ? new double[] {1, 2, 5} : new double[] {1};
    int stride = (int) Math.max(1, Math.ceil(1 / perDecade));
    List<Double> values = new ArrayList<>();
    for (int power = (int) Math.floor(Math.log10(lower)); power <= Math.log10(upper); power++) {
      if (Math.floorMod(power, stride) != 0) {
        continue;
      }
      for (double step : steps) {
        double value = step * Math.pow(10, power);
        if (value >= lower && value <= upper) {
          values.add(value);
        }
      }
    }
    return values;
  }

  private static List<Double> linear(double lower, double upper, double room) {
    double step = roundStep((upper - lower) / Math.max(1, Math.min(room, 6)));
    List<Double> values = new ArrayList<>();
    for (double k = Math.ceil(lower / step); k * step <= upper; k++) {
      values.add(k * step);
    }
    return values;
  }

  /// The smallest 1, 2 or 5 times a power of ten that is not below `wanted`.
  static double roundStep(double wanted) {
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= wanted * (1 - 1e-9)) {
        return factor * power;
      }
    }
    return 10 * power;
  }
}
