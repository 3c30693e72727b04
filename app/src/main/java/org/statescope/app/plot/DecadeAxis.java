package org.statescope.app.plot;

import java.text.FieldPosition;
import java.text.NumberFormat;
import java.text.ParsePosition;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.TickUnits;

/// An axis of common logarithms that shows the numbers themselves: 2 is written as 100.
final class DecadeAxis extends NumberAxis {
  private static final long serialVersionUID = 1L;
  private static final double[] DECADES = {0.01, 0.1, 1, 2, 3, 4, 6, 10};

  DecadeAxis() {
    setAutoRange(false);
    setAutoRangeIncludesZero(false);
    TickUnits units = new TickUnits();
    for (double decades : DECADES) {
      units.add(new NumberTickUnit(decades, new Powers()));
    }
    setStandardTickUnits(units);
  }

  private static final class Powers extends NumberFormat {
    private static final long serialVersionUID = 1L;

    @Override
    public StringBuffer format(double number, StringBuffer to, FieldPosition position) {
      double value = Math.pow(10, number);
      double digit = Math.pow(10, Math.floor(number) - 2);
      return to.append(TickFormat.text(digit * Math.rint(value / digit)));
    }

    @Override
    public StringBuffer format(long number, StringBuffer to, FieldPosition position) {
      return format((double) number, to, position);
    }

    @Override
    public Number parse(String source, ParsePosition position) {
      throw new UnsupportedOperationException("an axis only writes numbers");
    }
  }
}
